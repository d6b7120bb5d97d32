package dev.vedette.cli.control;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.pipeline.Prices;
import dev.vedette.pipeline.VedetteOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
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
      "Orders how much may be spent in a period: by a tenant, or each of them, on all or a device"
          + " class or a label of it, at all providers or one. Another order of the same name"
          + " replaces it.",
      "A call counts in the period in which it was granted, at its worst case until its price is"
          + " known. A limit below what is spent already grants nothing until the period is over."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette control budget set acme-doors --config job.yaml --tenant acme --class door --limit 25"
          + " --period day --zone Europe/Berlin",
      "  vedette control budget set burn-rate --config job.yaml --limit 0.50 --period minute --rolling",
      "  vedette control budget set site --config job.yaml --limit 1000 --period month --share"
          + " acme=60,globex=40",
      "  vedette control budget set hint --config job.yaml --limit 5 --period day --soft --warn 50,100"
    })
final class BudgetSetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;
  @Mixin private LimitOptions limits;

  @Parameters(
      paramLabel = "NAME",
      description = "By which it is changed, shown and taken back: letters, digits, dots, dashes.")
  private String name;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, for whoever looks.")
  private String note;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  BudgetSetCommand() {}

  @Override
  public Integer call() throws Exception {
    Limit limit = limits.named(name);
    Configuration config = job.configuration();
    // Before the order is given: what is wrong with the configuration is said instead of it.
    List<RoadPrice> roads =
        config.getOptional(VedetteOptions.PROVIDER_URL).isPresent()
            ? Prices.worstCases(config)
            : List.of();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    ControlTopic.reach(config).give(new BudgetOrder(limit, now, note));
    var out = spec.commandLine().getOut();
    out.printf("ordered as %s: %s%n", name, LimitInWords.of(limit));
    new Reach(limit, roads).doubts().forEach(out::println);
    out.flush();
    return 0;
  }
}
