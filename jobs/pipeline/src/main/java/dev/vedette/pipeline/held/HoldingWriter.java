package dev.vedette.pipeline.held;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.util.IOUtils;

/**
 * Takes records without waiting for the broker. What it does not have yet at a checkpoint is in the
 * state, and written again after a restore.
 *
 * <p>Only the pump uses Flink's own writer, until all is over.
 */
final class HoldingWriter<T>
    implements PrecommittingStatefulSinkWriter<T, List<HeldRecord>, KafkaCommittable> {
  private final SinkWriter<HeldRecord> connector;
  private final RecordMaking<T> making;
  private final Pump<HeldRecord> pump;
  private final HoldMetrics metrics;
  private final Duration patience;

  /**
   * @param patience for the broker at a checkpoint
   */
  HoldingWriter(
      SinkWriter<HeldRecord> connector,
      RecordMaking<T> making,
      Pump<HeldRecord> pump,
      HoldMetrics metrics,
      Duration patience) {
    this.connector = connector;
    this.making = making;
    this.pump = pump;
    this.metrics = metrics;
    this.patience = patience;
  }

  @Override
  public void write(T value, Context context) throws IOException, InterruptedException {
    if (!pump.hasRoom()) {
      metrics.full();
    }
    pump.add(making.of(value));
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (endOfInput) {
      pump.drain();
      connector.flush(true);
    } else {
      pump.settle(patience);
    }
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() {
    return List.of();
  }

  @Override
  public List<List<HeldRecord>> snapshotState(long checkpointId) {
    return List.of(pump.held());
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(pump, connector);
  }
}
