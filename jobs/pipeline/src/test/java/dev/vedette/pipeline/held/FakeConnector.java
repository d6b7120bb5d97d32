package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;
import org.apache.flink.connector.kafka.sink.internal.TransactionalIdFactory;
import org.jspecify.annotations.Nullable;

/** Flink's writer: a transaction for each checkpoint, named by the one after it. */
final class FakeConnector
    implements PrecommittingStatefulSinkWriter<DeadLetter, KafkaWriterState, KafkaCommittable> {
  static final String PREFIX = "letters";

  private final FakeBroker broker;
  private @Nullable IOException refusal;
  private long number;
  private short epoch;
  private boolean written;

  /**
   * Ends what a run that was restored from an earlier checkpoint has left, as the connector does.
   */
  FakeConnector(FakeBroker broker, long restored) {
    this.broker = broker;
    long next = restored + 1;
    while (broker.begin(name(next)) > 0) {
      next++;
    }
    begin(restored + 1);
  }

  static String name(long number) {
    return TransactionalIdFactory.buildTransactionalId(PREFIX, 0, number);
  }

  /** From now on the broker takes nothing. */
  void refuse(IOException refusal) {
    this.refusal = refusal;
  }

  private void begin(long next) {
    number = next;
    epoch = broker.begin(name(next));
    written = false;
  }

  @Override
  public void write(DeadLetter letter, Context context) throws IOException, InterruptedException {
    if (refusal != null) {
      throw refusal;
    }
    written = true;
    broker.write(name(number), epoch, letter);
  }

  @Override
  public void flush(boolean endOfInput) {}

  @Override
  public Collection<KafkaCommittable> prepareCommit() {
    return written ? List.of(new KafkaCommittable(1, epoch, name(number), null)) : List.of();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) {
    for (long skipped = number + 1; skipped <= checkpointId; skipped++) {
      broker.begin(name(skipped));
    }
    begin(checkpointId + 1);
    return List.of(
        new KafkaWriterState(PREFIX, 0, 1, TransactionOwnership.IMPLICIT_BY_SUBTASK_ID, List.of()));
  }

  /** Like one whose process is killed: nothing is ended. */
  @Override
  public void close() {}
}
