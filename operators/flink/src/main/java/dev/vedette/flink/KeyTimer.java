package dev.vedette.flink;

import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The one processing-time timer of the key at hand, set to the earliest of all that is due. While a
 * key has any state it has this timer, so that nothing stays for a key that is never seen again.
 */
final class KeyTimer {
  private final ValueState<Long> setTo;

  KeyTimer(RuntimeContext context) {
    setTo = context.getState(new ValueStateDescriptor<>("timer", Types.LONG));
  }

  /**
   * Sets it, unless it rings before that anyway.
   *
   * @param due null for never
   */
  void noLaterThan(@Nullable Instant due, TimerService timers) throws Exception {
    if (due == null) {
      return;
    }
    long millis = due.toEpochMilli();
    Long set = setTo.value();
    if (set != null && set <= millis) {
      return;
    }
    if (set != null) {
      timers.deleteProcessingTimeTimer(set);
    }
    timers.registerProcessingTimeTimer(millis);
    setTo.update(millis);
  }

  /** Sets it no longer: nothing is left of the key. */
  void cancel(TimerService timers) throws Exception {
    Long set = setTo.value();
    if (set != null) {
      timers.deleteProcessingTimeTimer(set);
      setTo.clear();
    }
  }

  /** To be called first when it has rung. */
  void rang() {
    setTo.clear();
  }
}
