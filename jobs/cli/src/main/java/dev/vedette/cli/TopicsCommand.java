package dev.vedette.cli;

import dev.vedette.cli.kafka.Broker;
import dev.vedette.pipeline.TopicPlan;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "The topics of a deployment.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette topics create --bootstrap 127.0.0.1:9092")
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  TopicsCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? There is 'create'");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description =
          "Creates the topics that the job needs. Topics that are there already are left as they"
              + " are.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  vedette topics create --bootstrap 127.0.0.1:9092",
        "  vedette topics create --config vedette.yaml --partitions 12 --replication 3",
      })
  int create(
      @Mixin JobOptions options,
      @Option(
              names = "--partitions",
              paramLabel = "N",
              defaultValue = "4",
              description = "Of each topic (default: ${DEFAULT-VALUE}).")
          int partitions,
      @Option(
              names = "--replication",
              paramLabel = "N",
              description = "Copies of each partition (default: the broker's own default).")
          @Nullable Short replication)
      throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (partitions < 1 || (replication != null && replication < 1)) {
      throw new ParameterException(
          spec.subcommands().get("create"), "--partitions and --replication are at least 1");
    }
    Configuration config = options.configuration();
    try (Broker broker = Broker.reach(config)) {
      Map<String, Boolean> made =
          broker.create(TopicPlan.of(config, partitions, Optional.ofNullable(replication)));
      made.forEach((topic, isNew) -> out.println((isNew ? "created  " : "is there ") + topic));
    }
    out.flush();
    return 0;
  }
}
