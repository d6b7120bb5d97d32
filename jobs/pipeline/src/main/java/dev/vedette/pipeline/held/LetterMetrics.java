package dev.vedette.pipeline.held;

import dev.vedette.flink.MetricNames;
import dev.vedette.flink.RateLimitedLog;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.LoggerFactory;

/** How much is held back for a broker that is slow, and what becomes of it. */
final class LetterMetrics {
  private final Counter thinned;
  private final RateLimitedLog warnings;

  LetterMetrics(MetricGroup group, Pump<?> pump) {
    group.gauge(MetricNames.DEAD_LETTERS_HELD_BYTES, pump::heldBytes);
    this.thinned = group.counter(MetricNames.DEAD_LETTERS_THINNED);
    this.warnings =
        new RateLimitedLog(LoggerFactory.getLogger(DeadLetterSink.class), System::nanoTime);
  }

  void thinned() {
    thinned.inc();
    warnings.warn(
        "thinned",
        "The broker takes dead letters more slowly than they come: letters are thinned, their"
            + " records stand where they came from. Look at the broker's quotas, and at who sends"
            + " what cannot be judged ('vedette dead-letters list').");
  }

  void full() {
    warnings.warn(
        "full",
        "No more dead letters can be held, so events wait until the broker has taken some: nothing"
            + " is lost. Raise the broker's quota, or stop who sends what cannot be judged"
            + " ('vedette dead-letters list').");
  }
}
