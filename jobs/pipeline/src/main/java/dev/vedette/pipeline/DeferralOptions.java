package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** What is kept to be asked again when it could not be asked. */
final class DeferralOptions {
  static final ConfigOption<Duration> MAX_AGE =
      key("vedette.deferred.max-age")
          .durationType()
          .defaultValue(Duration.ofHours(6))
          .withDescription(
              "How long after the gate judged its event a question that had no answer is asked again"
                  + " when that is possible; its answer amends the edge's verdict. No longer than"
                  + " vedette.journal.memory, or it might be paid for twice. With 0 nothing is deferred"
                  + " unless a rule says so.");
  static final ConfigOption<Map<String, String>> RULES =
      key("vedette.deferred.rules")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "By 'tenant/label', 'tenant/*' or 'label': a priority (a whole number)"
                  + " and a largest age, such as 'face: 5 12h' or 'acme/noise: 0 0s'. The"
                  + " highest priority is asked again first and given up last.");
  static final ConfigOption<Integer> MAX_CALLS =
      key("vedette.deferred.max-calls")
          .intType()
          .defaultValue(9)
          .withDescription(
              "Once so many calls for one question may be on the bill, and none gave an answer, it is"
                  + " not asked again, and the edge's verdict stands. A call that is certainly not"
                  + " billed, as without a connection, does not count. The bound is looked at before"
                  + " the question is asked, not before each call: it may be exceeded by"
                  + " vedette.ask.calls less one.");
  static final ConfigOption<Integer> MAX_QUESTIONS =
      key("vedette.deferred.max-questions")
          .intType()
          .defaultValue(50_000)
          .withDescription(
              "Most deferred questions, at some 500 bytes of state each. Beyond it the lowest"
                  + " priority is given up, and of it the oldest.");
  static final ConfigOption<Long> MAX_BYTES =
      key("vedette.deferred.max-bytes")
          .longType()
          .defaultValue(2L << 30)
          .withDescription(
              "Most bytes of questions that wait, the same way. Their topic holds those that have"
                  + " ended too, for as long as its retention.ms says: 'vedette topics create' makes it"
                  + " the largest age and an hour.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(MAX_AGE, RULES, MAX_CALLS, MAX_QUESTIONS, MAX_BYTES);

  private DeferralOptions() {}
}
