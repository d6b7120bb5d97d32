package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.JournaledCall;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
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
  private static final CheckpointOptions OPTIONS =
      CheckpointOptions.forCheckpointWithDefaultLocation();

  private final Counter counter = new Counter();
  private final KeyedProcessOperator<String, String, String> operator =
      new KeyedProcessOperator<>(counter);

  @Test
  void whatIsRememberedIsNotCopied() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("one", 0);
      JournaledCall put = counter.after;
      harness.snapshot(1, 1);
      harness.processElement("one", 2);
      assertThat(put).isNotNull();
      assertThat(counter.before).isSameAs(put);
    }
  }

  @Test
  void aCheckpointThatIsStillWrittenHasNothingOfWhatComesAfterIt() throws Exception {
    OperatorSubtaskState written;
    try (var harness = harness()) {
      harness.open();
      harness.processElement("one", 0);
      var begun = operator.snapshotState(1, 1, OPTIONS, new MemCheckpointStreamFactory(1 << 20));
      harness.processElement("one", 2);
      harness.processElement("two", 2);
      written = OperatorSnapshotFinalizer.create(begun).getJobManagerOwnedState();
    }

    var restored = new Counter();
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(restored), id -> "acme", Types.STRING)) {
      harness.initializeState(written);
      harness.open();
      harness.processElement("one", 3);
      assertThat(restored.before).isEqualTo(call(1));
      harness.processElement("two", 3);
      assertThat(restored.before).isNull();
    }
  }

  private KeyedOneInputStreamOperatorTestHarness<String, String, String> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(operator, id -> "acme", Types.STRING);
  }

  private static JournaledCall call(int latest) {
    JournaledCall none = JournaledCall.NONE;
    return new JournaledCall(latest, none.dispatched(), none.released(), 0, false, null, null);
  }

  /** Remembers for each id how often it has come. */
  private static final class Counter extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
    private transient Remembered<JournaledCall> calls;

    private transient @Nullable JournaledCall before;
    private transient @Nullable JournaledCall after;

    @Override
    public void open(OpenContext context) {
      calls =
          new Remembered<>(
              getRuntimeContext(), "calls", JournaledCall.class, Duration.ofMinutes(10));
    }

    @Override
    public void processElement(String id, Context context, Collector<String> out) throws Exception {
      before = calls.get(id);
      calls.put(id, call(before == null ? 1 : before.latest() + 1), NOW);
      after = calls.get(id);
    }
  }
}
