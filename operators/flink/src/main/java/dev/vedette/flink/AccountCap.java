package dev.vedette.flink;

import dev.vedette.core.brain.Admission;
import dev.vedette.core.money.RateCap;
import dev.vedette.flink.RunClock.Moment;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** The rate cap of the account at hand, as keyed state that is there only while it limits. */
final class AccountCap {
  private final ValueState<Long> theoreticalNanos;

  AccountCap(RuntimeContext context) {
    theoreticalNanos = context.getState(new ValueStateDescriptor<>("rate-cap", Types.LONG));
  }

  long theoreticalNanos(Moment moment) throws Exception {
    Long kept = theoreticalNanos.value();
    return kept == null ? Admission.nanosOf(moment.now()) : kept;
  }

  /** Returns when {@link #forget} is due. */
  Instant passed(long theoretical) throws Exception {
    theoreticalNanos.update(theoretical);
    return idleAt(theoretical);
  }

  /** Drops the state if it limits nothing any more. Returns when to look again, or null. */
  @Nullable Instant forget(Moment moment) throws Exception {
    Long kept = theoreticalNanos.value();
    if (kept == null) {
      return null;
    }
    if (RateCap.isIdle(kept, Admission.nanosOf(moment.now()))) {
      theoreticalNanos.clear();
      return null;
    }
    return idleAt(kept);
  }

  private static Instant idleAt(long theoretical) {
    // The next whole millisecond, which is what timers know.
    return Instant.ofEpochMilli(Math.floorDiv(theoretical, 1_000_000L) + 1);
  }
}
