package dev.vedette.cli.audit;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "How many of the events that should have passed a gate did (recall), how many of its questions"
          + " the cloud confirms (precision), and how many of the rejected events it missed, each with"
          + " its 95 % interval; by the audits and answers in the ledger.",
      "Of a single device, the number of rejected events is an estimate."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette audit report --config job.yaml",
      "  vedette audit report --config job.yaml --by device --since 2026-11-01T00:00:00Z",
      "  vedette audit report --config job.yaml --by tenant,class,gate --json"
    })
final class AuditReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "WHAT",
      converter = OfDimension.class,
      defaultValue = "class,gate",
      description = "What is told apart: tenant, class, device, gate (default: ${DEFAULT-VALUE}).")
  private List<Dimension> dimensions;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Asked or appended then or later, such as 2026-11-01T00:00:00Z.")
  private @Nullable Instant since;

  @Option(names = "--until", paramLabel = "TIME", description = "Asked or appended before then.")
  private @Nullable Instant until;

  @Option(names = "--json", description = "As JSON, an object a line.")
  private boolean json;

  /** As the options spell it. */
  static final class OfDimension implements ITypeConverter<Dimension> {
    @Override
    public Dimension convert(String text) {
      return Spelling.word(Dimension.class, text);
    }
  }

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  AuditReportCommand() {}

  @Override
  public Integer call() throws Exception {
    if (since != null && until != null && !since.isBefore(until)) {
      throw new ParameterException(
          spec.commandLine(), "--since %s is not before --until %s".formatted(since, until));
    }
    Configuration config = job.configuration();
    var books = new AuditBooks();
    LedgerTopic.reach(config)
        .read(
            line -> {
              if (isWanted(line)) {
                books.add(line);
              }
            });
    var table = new AuditTable(dimensions, books.by(dimensions));
    if (json) {
      table.printJson(spec.commandLine().getOut());
    } else {
      table.print(spec.commandLine().getOut());
    }
    return 0;
  }

  private boolean isWanted(LedgerLine line) {
    LedgerCall call = line.call();
    AvoidedCost avoided = line.avoided();
    Instant at = call != null ? call.grantedAt() : avoided != null ? avoided.beganAt() : line.at();
    return (since == null || !at.isBefore(since)) && (until == null || at.isBefore(until));
  }
}
