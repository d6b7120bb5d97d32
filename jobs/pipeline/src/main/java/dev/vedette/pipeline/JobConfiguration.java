package dev.vedette.pipeline;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.YamlParserUtils;

/**
 * Where a job's configuration comes from: a YAML file, single options over it, and under both what
 * the job needs of Flink to keep its promises.
 */
public final class JobConfiguration {
  /** Between the option that is written and the one that is meant. */
  private static final int MOST_TYPING_ERRORS = 4;

  private JobConfiguration() {}

  /** Reads a file and puts single options over it. */
  public static Configuration load(Path file, Map<String, String> overrides)
      throws InvalidConfigurationException {
    if (!Files.isReadable(file)) {
      throw new InvalidConfigurationException("cannot read the configuration file " + file);
    }
    Configuration configuration = new Configuration();
    try {
      flatten("", YamlParserUtils.loadYamlFile(new File(file.toString())), configuration);
    } catch (ClassCastException e) {
      // The parser promises a map, also for a file that is only a word.
      throw new InvalidConfigurationException(file + " holds no keys and values", e);
    } catch (Exception e) {
      // The parser declares no narrower type, and every failure of it is the file's.
      throw new InvalidConfigurationException(
          "%s is not YAML: %s".formatted(file, e.getMessage()), e);
    }
    overrides.forEach(configuration::setString);
    return checked(configuration);
  }

  /** Refuses options of ours that do not exist, which are always typing errors. */
  public static Configuration checked(Configuration configuration)
      throws InvalidConfigurationException {
    for (String key : configuration.keySet()) {
      if (key.startsWith("vedette.") && VedetteOptions.ALL.stream().noneMatch(o -> names(o, key))) {
        throw new InvalidConfigurationException(
            "unknown option %s%s; CONFIGURATION.md lists them all"
                .formatted(key, nearestTo(key).map(" (did you mean %s?)"::formatted).orElse("")));
      }
    }
    var options = new OptionReader(configuration);
    for (ConfigOption<?> option : VedetteOptions.ALL) {
      // Throws what nobody will be able to read.
      var unused = options.optional(option);
    }
    Configuration all = withDefaults(configuration);
    FlinkOptionsCheck.check(all);
    return all;
  }

  private static boolean names(ConfigOption<?> option, String key) {
    // Only what is a map has keys below its own.
    return key.equals(option.key())
        || (option.defaultValue() instanceof Map && key.startsWith(option.key() + '.'));
  }

  private static Optional<String> nearestTo(String key) {
    var distance = new LevenshteinDistance(MOST_TYPING_ERRORS);
    return VedetteOptions.ALL.stream()
        .map(ConfigOption::key)
        .filter(known -> distance.apply(key, known) >= 0)
        .min(Comparator.comparing(known -> distance.apply(key, known)));
  }

  private static Configuration withDefaults(Configuration given) {
    Configuration all = new Configuration();
    // A type that Flink cannot serialise by itself would make state unreadable later.
    all.set(PipelineOptions.GENERIC_TYPES, false);
    all.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Nothing in the job changes a record after it has handed it on.
    all.set(PipelineOptions.OBJECT_REUSE, true);
    // Every record at once: Flink's 100 ms would be ten times the gate's own latency, and a short
    // timeout wakes a thread for each task so often that the gate loses its caches.
    all.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
    // What came since the last one is judged twice after a crash, while the alert path waits.
    all.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    // Where sinks are slow, a barrier would wait until all that stands before it is written.
    all.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    all.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofSeconds(2));
    // What it has overtaken comes back before anything that is new. With another parallelism an
    // epoch line would else come before ledger lines that stood before it, and money be spent
    // twice.
    all.set(CheckpointingOptions.UNALIGNED_RECOVER_OUTPUT_ON_DOWNSTREAM, true);
    // State on the heap is read back byte by byte, each a call of the system where the file system
    // is local, unless what unpacks it reads ahead. It is smaller, too.
    all.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
    // A fixed number of attempts is used up while a machine is away.
    all.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    all.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofMinutes(1));
    // The first start after a failure floods nobody, and events wait for it; nor does one after an
    // attempt that has lived for a minute, though it may end again for want of a broker.
    all.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(200));
    all.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(1));
    all.set(PipelineOptions.NAME, "vedette " + given.get(KafkaOptions.DEPLOYMENT));
    all.addAll(given);
    return all;
  }

  private static void flatten(String prefix, Map<?, ?> tree, Configuration into) {
    tree.forEach(
        (name, value) -> {
          String key = prefix + name;
          if (value instanceof Map<?, ?> branch) {
            flatten(key + '.', branch, into);
          } else if (value instanceof List<?> list) {
            into.setString(key, String.join(";", list.stream().map(String::valueOf).toList()));
          } else if (value != null) {
            into.setString(key, String.valueOf(value));
          }
        });
  }
}
