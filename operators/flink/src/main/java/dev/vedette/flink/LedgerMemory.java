package dev.vedette.flink;

import dev.vedette.core.money.LedgerLine;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;

/**
 * What is remembered of the ledger's calls.
 *
 * @param life of what is known of a call, at least
 * @param hasState whether the job goes on from what an earlier run has left; then whatever it reads
 *     of the ledger was written since, however long it was down, and questions of that time may
 *     come back
 */
record LedgerMemory(Duration life, boolean hasState) {
  /**
   * Whether nobody needs to know of it any more. A job without state reads the ledger from further
   * back than that, for the money that still counts.
   */
  boolean isForgotten(LedgerLine line, Moment moment) {
    return !hasState && line.at().isBefore(moment.startedAt().minus(life));
  }
}
