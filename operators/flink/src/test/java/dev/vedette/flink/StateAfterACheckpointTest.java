package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.JournaledCall;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A task waits after each checkpoint until all that its key remembers is copied. What is never
 * changed needs no copy.
 */
class StateAfterACheckpointTest {
  private static final Moment NOW = new Moment(Instant.EPOCH, Instant.EPOCH);

  @Test
  void whatIsRememberedIsNotCopied() throws Exception {
    var keeper = new Keeper();
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(keeper), id -> "acme", Types.STRING)) {
      harness.open();
      harness.processElement("call-1", 0);
      JournaledCall before = keeper.found;
      harness.snapshot(1, 1);
      harness.processElement("call-1", 2);
      assertThat(before).isNotNull();
      assertThat(keeper.found).isSameAs(before);
    }
  }

  /** Remembers a call when its name comes first. */
  private static final class Keeper extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
    private transient Remembered<JournaledCall> calls;

    private transient @Nullable JournaledCall found;

    @Override
    public void open(OpenContext context) {
      calls =
          new Remembered<>(
              getRuntimeContext(), "calls", JournaledCall.class, Duration.ofMinutes(10));
    }

    @Override
    public void processElement(String id, Context context, Collector<String> out) throws Exception {
      if (calls.get(id) == null) {
        calls.put(id, call(1), NOW);
      }
      found = calls.get(id);
    }

    private static JournaledCall call(int latest) {
      JournaledCall none = JournaledCall.NONE;
      return new JournaledCall(latest, none.dispatched(), none.released(), 0, false, null, null);
    }
  }
}
