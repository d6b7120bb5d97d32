package dev.vedette.flink;

import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.VerdictPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * What may be asked, and what is said meanwhile.
 *
 * @param cap of every account
 * @param policies what is said of an event before its last word, by tenant and label
 * @param calls for which money is kept when a question is granted
 * @param mostBilled once so many calls for one question may have been billed, no other is made
 * @param journalMemory how long it is remembered at least, and at most twice as long, what the
 *     ledger says of a question, so that the same question does not pay again: one that is replayed
 *     after a restart, or whose event is sent once more
 */
public record AdmissionSettings(
    RateCap cap,
    LabelRules<VerdictPolicy> policies,
    int calls,
    int mostBilled,
    Duration journalMemory)
    implements Serializable {
  public AdmissionSettings {
    if (calls < 1) {
      throw new IllegalArgumentException("calls < 1: " + calls);
    }
    if (mostBilled < 1) {
      throw new IllegalArgumentException("mostBilled < 1: " + mostBilled);
    }
  }
}
