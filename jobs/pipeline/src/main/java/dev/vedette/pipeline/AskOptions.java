package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** What may be asked, how much of it, and how long an answer is waited for. */
final class AskOptions {
  static final ConfigOption<String> VERDICT_POLICY =
      key("vedette.verdict.policy")
          .stringType()
          .defaultValue("immediate")
          .withDescription(
              "'immediate': the edge's verdict at once, the cloud's answer amends it. 'hold': one"
                  + " verdict, when the cloud has answered or the deadline has passed.");
  static final ConfigOption<Integer> CALLS_PER_MINUTE =
      key("vedette.account.calls-per-minute")
          .intType()
          .defaultValue(60)
          .withDescription(
              "Cap on calls of each account (tenant, device class and label) in the long run. A single minute may see this many and the burst less one.");
  static final ConfigOption<Integer> CALL_BURST =
      key("vedette.account.burst")
          .intType()
          .defaultValue(20)
          .withDescription("Calls of an account that may come at once.");
  static final ConfigOption<Duration> JOURNAL_MEMORY =
      key("vedette.journal.memory")
          .durationType()
          .defaultValue(Duration.ofHours(6))
          .withDescription(
              "How long at least it is remembered what the ledger says of a question, so that an"
                  + " event that is read or sent again is not paid for again; at most twice as long."
                  + " Not less than 10 min, nor than twice the deadline of a question.");
  static final ConfigOption<Duration> DEADLINE =
      key("vedette.ask.deadline")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("From the judgement until the edge answers in the cloud's place.");
  static final ConfigOption<Integer> PERMITS =
      key("vedette.ask.permits")
          .intType()
          .defaultValue(64)
          .withDescription("Calls in flight at once, over all subtasks.");
  static final ConfigOption<Integer> PICTURE_SIDE =
      key("vedette.ask.picture.max-side")
          .intType()
          .defaultValue(512)
          .withDescription("Longest side of a picture that leaves the site, in pixels.");
  static final ConfigOption<Double> PICTURE_QUALITY =
      key("vedette.ask.picture.quality")
          .doubleType()
          .defaultValue(0.8)
          .withDescription("JPEG quality of a picture that leaves the site.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(
          VERDICT_POLICY,
          CALLS_PER_MINUTE,
          CALL_BURST,
          JOURNAL_MEMORY,
          DEADLINE,
          PERMITS,
          PICTURE_SIDE,
          PICTURE_QUALITY);

  private AskOptions() {}
}
