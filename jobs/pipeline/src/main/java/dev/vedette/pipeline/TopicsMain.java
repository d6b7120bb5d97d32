package dev.vedette.pipeline;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics of a deployment where only the job's image is at hand. What is there already
 * is left as it is; where it differs from the plan, that is told.
 *
 * <p>Ends with 0; with 1 where the broker does not do it, and with 2 where arguments or
 * configuration make no sense.
 */
public final class TopicsMain {
  private static final String USAGE =
      "usage: --config FILE [--partitions N] [--replication-factor N] [-Dkey=value ...]";

  private static final String HELP =
      """
      %s
      Creates the topics that the job needs. Topics that are there already are left as they are.
        --config FILE           the job's configuration
        --partitions N          of each topic (default: %d)
        --replication-factor N  copies of each partition (default: the broker's own default)
        -Dkey=value             an option over those of the file; CONFIGURATION.md lists them
      """
          .formatted(USAGE, TopicsArguments.PARTITIONS);

  /** What is logged comes beside lines that say the same, unless somebody wants to see it. */
  private static final Map<String, String> QUIET =
      Map.of("org.apache.logging.log4j.level", "OFF", "log4j2.statusLoggerLevel", "OFF");

  private TopicsMain() {}

  public static void main(String[] args) throws InterruptedException {
    QUIET.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
    System.exit(run(args, System.out, System.err));
  }

  /** Returns what the process ends with. */
  static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      out.print(HELP);
      return 0;
    }
    TopicsArguments arguments;
    try {
      arguments = TopicsArguments.of(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + "; " + USAGE);
      return 2;
    }
    try {
      Configuration config = Main.configuration(arguments.configuration().toArray(String[]::new));
      create(config, TopicPlan.of(config, arguments.partitions(), arguments.replication()), out);
      return 0;
    } catch (InvalidConfigurationException e) {
      err.println(oneLine(e));
      return 2;
    } catch (UnusableBrokerException e) {
      err.println(oneLine(e) + remedy(e.getCause()));
      return 1;
    }
  }

  private static void create(Configuration config, List<NewTopic> plan, PrintStream out)
      throws UnusableBrokerException, InvalidConfigurationException, InterruptedException {
    try (KafkaAdmin kafka = KafkaAdmin.reach(config)) {
      Map<String, Boolean> made = kafka.create(plan);
      List<NewTopic> standing = plan.stream().filter(topic -> !isNew(made, topic)).toList();
      List<String> names = standing.stream().map(NewTopic::name).toList();
      made.forEach(
          (topic, isNew) -> {
            if (isNew) {
              out.println("created  " + topic);
            }
          });
      Map<String, TopicDescription> layouts = kafka.layouts(names);
      Map<String, Map<String, String>> settings = kafka.settings(names);
      for (NewTopic topic : standing) {
        List<String> differences =
            TopicDifferences.of(
                topic,
                requireNonNull(layouts.get(topic.name())),
                requireNonNull(settings.get(topic.name())));
        out.println(
            "is there "
                + topic.name()
                + (differences.isEmpty() ? "" : ", left with " + String.join(", ", differences)));
      }
    }
  }

  private static boolean isNew(Map<String, Boolean> made, NewTopic topic) {
    return requireNonNull(made.get(topic.name()));
  }

  /** What the broker's own words leave open. */
  static String remedy(@Nullable Throwable cause) {
    if (cause instanceof AuthorizationException) {
      return ". Grant it Create, Describe and DescribeConfigs on the topics";
    }
    if (cause instanceof InvalidReplicationFactorException) {
      return ". Give --replication-factor no more than there are brokers";
    }
    if (cause instanceof InvalidTopicException) {
      return ". Look at vedette.topics.*";
    }
    return "";
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().map(String::strip).collect(joining(" "));
  }
}
