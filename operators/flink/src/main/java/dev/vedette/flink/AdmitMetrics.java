package dev.vedette.flink;

import dev.vedette.core.money.JournalLine;
import java.util.function.BooleanSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether questions may be granted, and what the ledger said that mattered. */
final class AdmitMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(AdmitQuestions.class);

  private final Counter reused;
  private final Counter unreadable;
  private final RateLimitedLog warnings;

  AdmitMetrics(MetricGroup operator, BooleanSupplier ready) {
    MetricGroup group = operator.addGroup(MetricNames.GROUP);
    group.gauge(MetricNames.ADMIT_READY, () -> ready.getAsBoolean() ? 1 : 0);
    reused =
        group.addGroup(MetricNames.STAGE, MetricNames.ADMIT).counter(MetricNames.ANSWERS_REUSED);
    unreadable = group.counter(MetricNames.LEDGER_UNREADABLE);
    warnings = new RateLimitedLog(LOG, System::nanoTime);
  }

  void reused() {
    reused.inc();
  }

  /** Tells of a line that cannot be read. */
  void read(JournalLine line) {
    if (line.line() != null) {
      return;
    }
    unreadable.inc();
    warnings.warn(
        "unreadable",
        "Line {} of ledger partition {}, with the key '{}', cannot be read: {}. It may be a call,"
            + " so questions of the account with this key are answered at the edge, for"
            + " vedette.journal.memory at least and twice as long at most. If a newer version of"
            + " the job wrote it, run that one; nobody but the job may write to this topic.",
        line.position().offset(),
        line.position().partition(),
        line.accountKey(),
        line.objection());
  }
}
