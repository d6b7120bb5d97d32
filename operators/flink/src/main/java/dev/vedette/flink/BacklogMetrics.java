package dev.vedette.flink;

import dev.vedette.core.backlog.Backlog;
import dev.vedette.core.backlog.Recall;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much is kept to be asked again, how much of it was, and what had no room. Whoever reads the
 * gauges sees what was shown last, from any thread.
 */
final class BacklogMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(RecallDeferred.class);

  private final Counter recalled;
  private final Counter crowdedOut;
  private final Counter closed;
  private final RateLimitedLog warnings;
  private volatile int questions;
  private volatile long bytes;
  private volatile double oldestSeconds;

  BacklogMetrics(MetricGroup group) {
    group.gauge(MetricNames.DEFERRED_QUESTIONS, () -> questions);
    group.gauge(MetricNames.DEFERRED_BYTES, () -> bytes);
    group.gauge(MetricNames.DEFERRED_AGE_SECONDS, () -> oldestSeconds);
    recalled = group.counter(MetricNames.DEFERRED_RECALLED);
    crowdedOut = group.counter(MetricNames.DEFERRED_CROWDED_OUT);
    closed = group.counter(MetricNames.DEFERRED_CLOSED);
    warnings = new RateLimitedLog(LOG, System::nanoTime);
  }

  void show(Backlog backlog, Instant now) {
    questions = backlog.size() + backlog.away();
    bytes = backlog.bytes();
    oldestSeconds =
        backlog
            .oldest()
            .map(judgedAt -> Duration.between(judgedAt, now).toMillis() / 1e3)
            .orElse(0.0);
  }

  void recalled(Recall recall) {
    (recall.close() ? closed : recalled).inc();
  }

  /**
   * @param ever how many since the backlog was made
   */
  void crowdedOut(long ever) {
    long questions = ever - crowdedOut.getCount();
    if (questions > 0) {
      crowdedOut.inc(questions);
      warnings.warn(
          "crowded out",
          "The backlog is full: {} deferred question(s) of the lowest priority will not be asked"
              + " again, and the edge's answer stands. Raise vedette.deferred.max-questions or"
              + " max-bytes, or defer fewer (vedette.deferred.rules).",
          questions);
    }
  }

  /**
   * The topic has not been read as far as it went at the start.
   *
   * @param unknown how far that is
   */
  void behind(boolean unknown) {
    warnings.warn(
        "behind",
        "Nothing that was deferred is asked again yet, because the topic of deferred questions has"
            + " not been read to its end since the start: {}. If this stays, look at the broker and"
            + " at the records of that topic.",
        unknown ? "the broker did not tell where that is" : "reading goes on");
  }
}
