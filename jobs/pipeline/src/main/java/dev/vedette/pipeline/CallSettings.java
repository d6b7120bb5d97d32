package dev.vedette.pipeline;

import dev.vedette.core.brain.HedgePolicy;
import dev.vedette.core.brain.RetryPolicy;
import dev.vedette.flink.AskSettings;
import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** Options translated into how often a question is asked, and how long each call may take. */
final class CallSettings {
  /** After the deadline, before Flink itself gives a question up. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final OptionReader options;

  CallSettings(OptionReader options) {
    this.options = options;
  }

  AskSettings asking() throws InvalidConfigurationException {
    int permits = options.get(AskOptions.PERMITS);
    Duration deadline = options.positive(AskOptions.DEADLINE);
    RetryPolicy retries = retries(deadline);
    HedgePolicy hedging = hedging(deadline);
    return options.valid(
        () -> new AskSettings(permits, deadline, GRACE, retries, hedging),
        AskOptions.PERMITS,
        AskOptions.HEDGE_AFTER);
  }

  private RetryPolicy retries(Duration deadline) throws InvalidConfigurationException {
    int calls = options.get(AskOptions.CALLS);
    Duration firstWait = options.notNegative(AskOptions.FIRST_WAIT);
    Duration longestWait = options.notNegative(AskOptions.LONGEST_WAIT);
    Duration patience = callPatience(calls, deadline);
    return options.valid(
        () -> new RetryPolicy(calls, firstWait, longestWait, patience),
        AskOptions.CALLS,
        AskOptions.FIRST_WAIT,
        AskOptions.LONGEST_WAIT);
  }

  /** Where a fallback could be asked, a call that hangs leaves it time. */
  private Duration callPatience(int calls, Duration deadline) throws InvalidConfigurationException {
    if (options.optional(AskOptions.CALL_PATIENCE).isPresent()) {
      return options.positive(AskOptions.CALL_PATIENCE);
    }
    Duration toAsk = deadline.minus(options.notNegative(AskOptions.SETTLING));
    Duration most = toAsk.multipliedBy(3).dividedBy(5);
    boolean isAnother = calls > 1 && RetryPolicy.isTimeForACall(toAsk.minus(most));
    return isAnother && options.optional(CloudOptions.FALLBACK.url).isPresent() ? most : deadline;
  }

  private HedgePolicy hedging(Duration deadline) throws InvalidConfigurationException {
    double share = options.get(AskOptions.HEDGE_SHARE);
    @Nullable Duration after =
        options.optional(AskOptions.HEDGE_AFTER).isPresent()
            ? options.positive(AskOptions.HEDGE_AFTER)
            : null;
    if (after != null) {
      checkHedge(after, deadline);
    }
    return options.valid(
        () -> new HedgePolicy(after, share), AskOptions.HEDGE_AFTER, AskOptions.HEDGE_SHARE);
  }

  /** A hedge that no question would have time for is a mistake. */
  private void checkHedge(Duration after, Duration deadline) throws InvalidConfigurationException {
    Duration settling = options.notNegative(AskOptions.SETTLING);
    if (!RetryPolicy.isTimeForACall(deadline.minus(settling).minus(after))) {
      throw new InvalidConfigurationException(
          "%s: %s, after %s of %s, is too late for another call before %s (%s)"
              .formatted(
                  AskOptions.HEDGE_AFTER.key(),
                  TimeUtils.formatWithHighestUnit(after),
                  TimeUtils.formatWithHighestUnit(settling),
                  AskOptions.SETTLING.key(),
                  AskOptions.DEADLINE.key(),
                  TimeUtils.formatWithHighestUnit(deadline)));
    }
  }
}
