package dev.vedette.flink;

import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.flink.RunClock.Moment;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of the questions of the tenant at hand, as keyed state. Lines of this run
 * count like all others: the same event may be sent again long after it was forgotten elsewhere.
 */
final class KnownCalls {
  /** Stands for the lines that cannot be read; no inference is called so. */
  private static final String UNREADABLE = "";

  private final Remembered<JournaledCall> calls;
  private final LedgerMemory memory;

  KnownCalls(RuntimeContext context, LedgerMemory memory) {
    this.memory = memory;
    calls = new Remembered<>(context, "calls", JournaledCall.class, memory.life());
  }

  JournaledCall of(String inferenceId) throws Exception {
    @Nullable JournaledCall known = calls.get(inferenceId);
    return known == null ? JournaledCall.NONE : known;
  }

  /** Whether some line about the account could not be read, and could still say something. */
  boolean haveGaps() throws Exception {
    return calls.get(UNREADABLE) != null;
  }

  /** Returns when {@link #forget} is due; null if the line is about no call. */
  @Nullable Instant fold(JournalLine read, Moment moment) throws Exception {
    LedgerLine line = read.line();
    if (line == null) {
      return calls.put(UNREADABLE, JournaledCall.NONE, moment);
    }
    LedgerCall call = line.call();
    return call == null || memory.isForgotten(line, moment)
        ? null
        : calls.put(call.inferenceId(), of(call.inferenceId()).with(line), moment);
  }

  /** Returns when to look again; null if nothing is known any more. */
  @Nullable Instant forget(Moment moment) throws Exception {
    return calls.forget(moment);
  }
}
