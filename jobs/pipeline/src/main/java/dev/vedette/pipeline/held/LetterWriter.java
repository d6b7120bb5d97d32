package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.util.IOUtils;

/**
 * Takes letters without waiting for the broker, and hands the transaction over at each checkpoint
 * if the pump comes to rest in time. If it does not, nothing is committed at that checkpoint: all
 * letters of the transaction are in the state, which says as well that it is to be aborted when
 * they are written anew.
 *
 * <p>Only the pump uses Flink's own writer while it runs, and only the task while it rests.
 */
final class LetterWriter
    implements PrecommittingStatefulSinkWriter<DeadLetter, LettersState, KafkaCommittable> {
  private final PrecommittingStatefulSinkWriter<DeadLetter, KafkaWriterState, KafkaCommittable>
      connector;
  private final Pump<DeadLetter> pump;
  private final LetterMetrics metrics;
  private final Duration patience;
  private List<KafkaWriterState> kafka;
  private OpenTransaction open;

  /** As of the last flush, whose checkpoint goes on with it. */
  private boolean atRest;

  /**
   * @param kafka what the connector's writer was restored from
   * @param open the transaction that it has opened
   * @param patience for the pump at a checkpoint
   */
  LetterWriter(
      PrecommittingStatefulSinkWriter<DeadLetter, KafkaWriterState, KafkaCommittable> connector,
      Pump<DeadLetter> pump,
      LetterMetrics metrics,
      Duration patience,
      List<KafkaWriterState> kafka,
      OpenTransaction open) {
    this.connector = connector;
    this.pump = pump;
    this.metrics = metrics;
    this.patience = patience;
    this.kafka = kafka;
    this.open = open;
  }

  @Override
  public void write(DeadLetter letter, Context context) throws IOException, InterruptedException {
    if (!pump.hasRoom()) {
      metrics.full();
    }
    if (pump.add(letter)) {
      metrics.thinned();
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (endOfInput) {
      pump.drain();
      atRest = true;
    } else {
      atRest = pump.pause(patience);
    }
    if (atRest) {
      // All is acknowledged; this says so if something was refused.
      connector.flush(endOfInput);
    }
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return atRest ? connector.prepareCommit() : List.of();
  }

  @Override
  public List<LettersState> snapshotState(long checkpointId) throws IOException {
    if (!atRest) {
      return List.of(new LettersState(kafka, open, pump.held()));
    }
    kafka = connector.snapshotState(checkpointId);
    open = new OpenTransaction(open.prefix(), open.subtask(), checkpointId + 1);
    return List.of(new LettersState(kafka, null, pump.resume()));
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(pump, connector);
  }
}
