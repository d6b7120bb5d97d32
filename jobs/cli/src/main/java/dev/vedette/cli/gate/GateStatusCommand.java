package dev.vedette.cli.gate;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ReleaseTopics;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseStatus;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "How the releases of a gate fared, and what serves: the last lines of releases.status,"
            + " with those about releases that no job believed, which name no gate.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette gate status person --config job.yaml")
final class GateStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;

  @Parameters(paramLabel = "NAME", description = "Name of the gate, such as person.")
  private String gate;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many lines (default: ${DEFAULT-VALUE}).")
  private int last;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateStatusCommand() {}

  @Override
  public Integer call() throws Exception {
    if (last < 1) {
      throw new ParameterException(spec.commandLine(), "--last < 1: " + last);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (ReleaseTopics topics = ReleaseTopics.reach(job.configuration())) {
      List<Announcement> announced = topics.announcements();
      List<ReleaseStatus> all = topics.statuses();
      var history = ReleaseHistory.of(gate, announced, all);
      List<ReleaseStatus> lines = history.told();
      table(lines.subList(Math.max(0, lines.size() - last), lines.size()), out);
      var sheet = new Sheet(out);
      history
          .serving()
          .ifPresentOrElse(
              serving -> sheet.fact("serves", serving),
              () -> sheet.fact("serves", "what the job was started with: nothing was told yet"));
      history
          .degraded()
          .ifPresent(
              line ->
                  sheet.fact(
                      "but",
                      Spelling.plain(
                          "at %s %s served in one subtask at least: %s (vedette_gate_release_sequence tells whether it still does)"
                              .formatted(
                                  line.at().truncatedTo(ChronoUnit.SECONDS),
                                  line.serving(),
                                  line.detail()))));
      if (topics.unreadable() > 0) {
        sheet.fact("left out", topics.unreadable() + " records that are no releases and no lines");
      }
    }
    return 0;
  }

  private static void table(List<ReleaseStatus> lines, PrintWriter out) {
    var table =
        new Table(
            "at", ">sequence", "version", "stage", ">events", ">otherwise", ">positive", "why");
    for (ReleaseStatus line : lines) {
      table.row(
          line.at().truncatedTo(ChronoUnit.SECONDS).toString(),
          String.valueOf(line.sequence()),
          line.version(),
          line.stage().wireName(),
          String.valueOf(line.events()),
          String.valueOf(line.disagreements()),
          String.valueOf(line.positives()),
          line.reason().isEmpty() ? "" : Spelling.plain(line.reason() + ": " + line.detail()));
    }
    table.print(out);
  }
}
