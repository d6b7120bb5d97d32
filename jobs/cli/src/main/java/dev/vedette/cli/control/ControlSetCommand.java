package dev.vedette.cli.control;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.control.Hours;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Orders a mode for all devices, a tenant's, or those of a class, until another order for the"
          + " same ones comes. The narrowest order counts, a tenant's before a class's.",
      "Calls that are under way are finished. What comes up under edge is answered at the edge for"
          + " good; what was deferred before waits."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette control set edge --config job.yaml",
      "  vedette control set hybrid --config job.yaml --tenant acme --hours \"mon-fri 08:00-18:00"
          + " edge\" --hours \"sat,sun 22:00-06:00 cloud\" --zone Europe/Berlin"
    })
final class ControlSetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;
  @Mixin private ScopeOptions scope;

  @Parameters(
      paramLabel = "MODE",
      converter = OfMode.class,
      description = "edge, hybrid or cloud: outside of all hours.")
  private Mode mode;

  @Option(
      names = "--hours",
      paramLabel = "\"DAYS FROM-UNTIL MODE\"",
      converter = SpeltHours.class,
      description =
          "A part of the week with another mode, such as \"mon-fri 08:00-18:00 edge\"; may be"
              + " repeated, and the first that fits counts. It may end on the day after.")
  private List<Hours> hours = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = Spelling.OfZone.class,
      defaultValue = "UTC",
      description = "Time zone of the hours, such as Europe/Berlin (default: ${DEFAULT-VALUE}).")
  private ZoneId zone;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, for whoever looks.")
  private String note;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  ControlSetCommand() {}

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var order = new Order(scope.scope(), mode, hours, zone, now, note);
    ControlTopic topic = ControlTopic.reach(job.configuration());
    topic.give(order);
    var out = spec.commandLine().getOut();
    out.printf("ordered for %s; now it is %s%n", order.scope(), Spelling.of(order.modeAt(now)));
    if (!hours.isEmpty()) {
      out.printf("hours are those of %s, where it is %tR%n", zone, now.atZone(zone));
    }
    for (Order other : topic.standing().orders().all()) {
      if (other.scope().goesBefore(order.scope()) && other.modeAt(now) != order.modeAt(now)) {
        out.printf(
            "but not for %s: there it is %s by an order of its own (control clear takes it back)%n",
            Spelling.plain(other.scope().toString()), Spelling.of(other.modeAt(now)));
      }
    }
    out.flush();
    return 0;
  }

  /** The word for a mode. */
  static final class OfMode implements ITypeConverter<Mode> {
    @Override
    public Mode convert(String text) {
      return Spelling.word(Mode.class, text);
    }
  }
}
