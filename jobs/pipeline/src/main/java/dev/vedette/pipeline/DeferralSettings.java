package dev.vedette.pipeline;

import dev.vedette.core.backlog.BacklogBounds;
import dev.vedette.core.brain.DeferralPolicy;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.flink.BacklogSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;

/** Options translated into what is kept of questions without an answer. */
final class DeferralSettings {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** What a question may wait for others inside the job, beside its own deadline. */
  private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

  private final OptionReader options;

  DeferralSettings(ReadableConfig config) {
    this.options = new OptionReader(config);
  }

  DeferralPolicy policy() throws InvalidConfigurationException {
    Duration age = options.notNegative(DeferralOptions.MAX_AGE);
    Map<String, DeferralPolicy.Rule> rules = new HashMap<>();
    for (var given : options.get(DeferralOptions.RULES).entrySet()) {
      rules.put(
          given.getKey().trim(),
          options.valid(() -> rule(given.getValue()), DeferralOptions.RULES));
    }
    var usual = new DeferralPolicy.Rule(0, age);
    requireKept(usual, DeferralOptions.MAX_AGE);
    for (DeferralPolicy.Rule rule : rules.values()) {
      requireKept(rule, DeferralOptions.RULES);
    }
    return new DeferralPolicy(
        options.valid(() -> new LabelRules<>(usual, rules), DeferralOptions.RULES));
  }

  private void requireKept(DeferralPolicy.Rule rule, ConfigOption<?> option)
      throws InvalidConfigurationException {
    Duration memory = options.positive(AskOptions.JOURNAL_MEMORY);
    if (rule.age().compareTo(memory) > 0) {
      throw new InvalidConfigurationException(
          "%s > %s: %s > %s; raise %s to %s, or a call that was paid for would be made again"
              .formatted(
                  option.key(),
                  AskOptions.JOURNAL_MEMORY.key(),
                  words(rule.age()),
                  words(memory),
                  AskOptions.JOURNAL_MEMORY.key(),
                  words(rule.age())));
    }
  }

  private static String words(Duration duration) {
    return TimeUtils.formatWithHighestUnit(duration);
  }

  /**
   * @param patience for an answer
   */
  BacklogSettings backlog(Duration patience) throws InvalidConfigurationException {
    Duration away = patience.multipliedBy(2).plus(ON_THE_WAY);
    int questions = options.get(DeferralOptions.MAX_QUESTIONS);
    long bytes = options.get(DeferralOptions.MAX_BYTES);
    return options.valid(
        () -> new BacklogSettings(new BacklogBounds(questions, bytes, away), LOOK_EVERY),
        DeferralOptions.MAX_QUESTIONS,
        DeferralOptions.MAX_BYTES);
  }

  private static DeferralPolicy.Rule rule(String words) {
    String[] parts = words.trim().split("\\s+", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("'%s' is not 'priority max-age'".formatted(words));
    }
    return new DeferralPolicy.Rule(Integer.parseInt(parts[0]), TimeUtils.parseDuration(parts[1]));
  }
}
