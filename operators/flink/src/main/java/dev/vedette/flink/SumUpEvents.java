package dev.vedette.flink;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums up events that ended alike, in the task in which they ended, and hands on the sums every few
 * seconds and before each checkpoint: so there is no record for each rejected event on the way to
 * another task, and nothing is in state here.
 */
final class SumUpEvents extends AbstractStreamOperator<EndedSum>
    implements OneInputStreamOperator<Ended, EndedSum>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final long EVERY_MILLIS = 2_000;

  private final transient Map<Ended, Long> sums = new HashMap<>();
  private transient boolean due;

  SumUpEvents(StreamOperatorParameters<EndedSum> parameters) {
    super(parameters);
  }

  @Override
  public void processElement(StreamRecord<Ended> element) {
    sums.merge(element.getValue(), 1L, Long::sum);
    if (!due) {
      due = true;
      var timers = getProcessingTimeService();
      timers.registerTimer(
          timers.getCurrentProcessingTime() + EVERY_MILLIS,
          time -> {
            due = false;
            handOn();
          });
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    handOn();
  }

  @Override
  public void endInput() {
    handOn();
  }

  private void handOn() {
    sums.forEach(
        (ended, events) -> output.collect(new StreamRecord<>(new EndedSum(ended, events, 0))));
    sums.clear();
  }
}
