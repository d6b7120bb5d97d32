package dev.vedette.flink;

import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of the questions of the account at hand, as keyed state. Lines of this run
 * count like all others: the same event may be sent again long after it was forgotten elsewhere.
 */
final class KnownCalls {
  private final Remembered<JournaledCall> calls;

  KnownCalls(RuntimeContext context, Duration memory) {
    calls = new Remembered<>(context, "calls", TypeInformation.of(JournaledCall.class), memory);
  }

  JournaledCall of(String inferenceId) throws Exception {
    @Nullable JournaledCall known = calls.get(inferenceId);
    return known == null ? JournaledCall.NONE : known;
  }

  /** Returns when {@link #forget} is due; null if the line is about no call. */
  @Nullable Instant fold(LedgerLine line, Moment moment) throws Exception {
    LedgerCall call = line.call();
    return call == null
        ? null
        : calls.put(call.inferenceId(), of(call.inferenceId()).with(line), moment);
  }

  /** Returns when to look again; null if nothing is known any more. */
  @Nullable Instant forget(Moment moment) throws Exception {
    return calls.forget(moment);
  }
}
