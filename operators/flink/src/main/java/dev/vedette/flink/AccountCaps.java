package dev.vedette.flink;

import dev.vedette.core.brain.Admission;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.RateCap;
import dev.vedette.flink.RunClock.Moment;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** The rate caps of the accounts of the tenant at hand: keyed state of those that limit now. */
final class AccountCaps {
  private final MapState<String, Long> theoreticalNanos;

  AccountCaps(RuntimeContext context) {
    theoreticalNanos =
        context.getMapState(new MapStateDescriptor<>("rate-caps", Types.STRING, Types.LONG));
  }

  long theoreticalNanos(Account account, Moment moment) throws Exception {
    @Nullable Long kept = theoreticalNanos.get(account.key());
    return kept == null ? Admission.nanosOf(moment.now()) : kept;
  }

  /** Returns when {@link #forget} is due. */
  Instant passed(Account account, long theoretical) throws Exception {
    theoreticalNanos.put(account.key(), theoretical);
    return idleAt(theoretical);
  }

  /** Drops what limits nothing any more. Returns when to look again, or null. */
  @Nullable Instant forget(Moment moment) throws Exception {
    Instant next = null;
    for (Iterator<Map.Entry<String, Long>> all = theoreticalNanos.iterator(); all.hasNext(); ) {
      long kept = all.next().getValue();
      Instant idleAt = idleAt(kept);
      if (RateCap.isIdle(kept, Admission.nanosOf(moment.now()))) {
        all.remove();
      } else if (next == null || idleAt.isBefore(next)) {
        next = idleAt;
      }
    }
    if (next == null) {
      theoreticalNanos.clear(); // an empty map is state as well
    }
    return next;
  }

  private static Instant idleAt(long theoretical) {
    // The next whole millisecond, which is what timers know.
    return Instant.ofEpochMilli(Math.floorDiv(theoretical, 1_000_000L) + 1);
  }
}
