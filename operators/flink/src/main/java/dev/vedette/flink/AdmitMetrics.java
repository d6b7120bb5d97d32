package dev.vedette.flink;

import dev.vedette.core.brain.Question;
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
  private final Counter givenUp;
  private final Counter unreadable;
  private final RateLimitedLog warnings;

  AdmitMetrics(MetricGroup operator, BooleanSupplier ready) {
    MetricGroup group = operator.addGroup(MetricNames.GROUP);
    group.gauge(MetricNames.ADMIT_READY, () -> ready.getAsBoolean() ? 1 : 0);
    reused =
        group.addGroup(MetricNames.STAGE, MetricNames.ADMIT).counter(MetricNames.ANSWERS_REUSED);
    givenUp = group.counter(MetricNames.QUESTIONS_GIVEN_UP);
    unreadable = group.counter(MetricNames.LEDGER_UNREADABLE);
    warnings = new RateLimitedLog(LOG, System::nanoTime);
  }

  void reused() {
    reused.inc();
  }

  /**
   * Tells of a question that is not asked any more.
   *
   * @param calls for it that may have been billed
   */
  void givenUp(Question question, int calls) {
    givenUp.inc();
    warnings.warn(
        "given up",
        "Event {} of {} is not asked about any more: {} calls may be on the bill, and none gave an"
            + " answer. The edge's answer stands. The warnings about the calls say what was wrong;"
            + " vedette.deferred.max-calls says how many there may be.",
        question.header().eventId(),
        question.header().deviceKey(),
        calls);
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
            + " so questions of the tenant with this key are answered at the edge, for"
            + " vedette.journal.memory at least and twice as long at most. If a newer version of"
            + " the job wrote it, run that one; nobody but the job may write to this topic.",
        line.position().offset(),
        line.position().partition(),
        line.accountKey(),
        line.objection());
  }
}
