package dev.vedette.cli.watch;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Sheet;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.watch.LeastSize;
import dev.vedette.core.watch.View;
import dev.vedette.core.watch.Watch;
import dev.vedette.core.week.Schedule;
import dev.vedette.core.week.WeekHours;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.WatchFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "What counts of one device by a file of rules (vedette.watch.rules), and what is left of one of"
          + " its pictures: what is hidden is black in --out."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette watch show watch.json --device cam-7 --class door",
      "  vedette watch show watch.json --tenant acme --device cam-7 --picture frame.jpg --out seen.png"
    })
final class WatchShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RULES", description = "A JSON file of rules.")
  private Path rules;

  @Option(names = "--device", paramLabel = "NAME", required = true, description = "Its name.")
  private String device;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "Whose it is (default: ${DEFAULT-VALUE}).")
  private String tenant;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "Its class (default: ${DEFAULT-VALUE}).")
  private String deviceClass;

  @Option(names = "--picture", paramLabel = "FILE", description = "A picture of it.")
  private @Nullable Path picture;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to draw what is left of the picture, as PNG; written over.")
  private @Nullable Path out;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  WatchShowCommand() {}

  @Override
  public Integer call() throws InvalidConfigurationException, FailedCommandException {
    if ((picture == null) != (out == null)) {
      throw new ParameterException(spec.commandLine(), "--picture and --out need each other");
    }
    var origin = new Origin("nowhere", 0, 0, Instant.EPOCH);
    Watch watch =
        WatchFile.read(rules)
            .of(
                new EventHeader(
                    "none", tenant, device, deviceClass, Kind.CAMERA, Instant.EPOCH, origin));
    var sheet = new Sheet(spec.commandLine().getOut());
    sheet.fact("device", "%s of %s, class %s".formatted(device, tenant, deviceClass));
    sheet.fact("looks at", part(watch.view()));
    sheet.fact(
        "labels",
        watch.labels().isEmpty() ? "all" : String.join(", ", new TreeSet<>(watch.labels())));
    sheet.fact("least size", size(watch.minSize()));
    sheet.fact("hours", hours(watch.hours()));
    sheet.fact(
        "cooldown",
        watch.cooldown().isZero() ? "none" : TimeUtils.formatWithHighestUnit(watch.cooldown()));
    if (picture != null && out != null) {
      SeenPart seen = SeenPart.of(watch.view(), picture);
      seen.write(out);
      sheet.fact("is seen", seen + "; " + out);
    }
    return 0;
  }

  private static String part(View view) {
    if (view.isWhole()) {
      return "all of its pictures";
    }
    String zones = view.zones().isEmpty() ? "all" : counted(view.zones().size(), "zone");
    return view.masks().isEmpty()
        ? zones
        : zones + ", without " + counted(view.masks().size(), "mask");
  }

  private static String counted(int count, String what) {
    return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  private static String size(LeastSize size) {
    return size.isNone()
        ? "none"
        : String.format(
            Locale.ROOT,
            "%.3g of the width and %.3g of the height, where the gate says where",
            size.width(),
            size.height());
  }

  private static String hours(Schedule schedule) {
    return schedule.hours().isEmpty()
        ? "all"
        : schedule.hours().stream().map(WeekHours::spelt).collect(Collectors.joining("; "))
            + " "
            + schedule.zone();
  }
}
