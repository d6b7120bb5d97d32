package dev.vedette.pipeline.held;

import dev.vedette.flink.MetricNames;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.IOUtils;

/**
 * Flink's at-least-once sink for Kafka, for which neither events nor checkpoints wait until the
 * broker has what was written.
 *
 * <p>The connector's own writer blocks at every checkpoint until all is sent that its producer has
 * taken. This one holds what the broker does not have yet, and has it in its state: the same
 * guarantee, since what is restored is written again. A job that is started without its state does
 * not know what was held.
 */
public final class HoldingSink<T>
    implements TwoPhaseCommittingStatefulSink<T, List<HeldRecord>, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1;

  /** So that the topic has everything at each checkpoint where the broker is as quick as usual. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final String topic;
  private final KafkaSink<HeldRecord> connector;
  private final RecordMaking<T> making;
  private final long mostBytes;

  /**
   * @param connector an at-least-once sink
   * @param mostBytes that are held by a subtask before events wait; as much again is its reserve,
   *     and while that lasts no record waits for long
   */
  public HoldingSink(
      String topic, KafkaSink<HeldRecord> connector, RecordMaking<T> making, long mostBytes) {
    this.topic = topic;
    this.connector = connector;
    this.making = making;
    this.mostBytes = mostBytes;
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, List<HeldRecord>, KafkaCommittable> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, List<HeldRecord>, KafkaCommittable> restoreWriter(
      WriterInitContext context, Collection<List<HeldRecord>> recovered) throws IOException {
    var answers = new Answers();
    var writer = Connected.writer(connector, new AnsweredContext(context, answers::add), List.of());
    boolean opened = false;
    try {
      var held = new HeldRecords(mostBytes, mostBytes);
      recovered.forEach(held::restore);
      String what = "records for " + topic;
      var pump =
          new Pump<>(
              what,
              context.getTaskInfo().getIndexOfThisSubtask(),
              held,
              new AcknowledgedOutlet<>(writer, answers),
              new Pace(Pace.MOST_BYTES / 4),
              System::nanoTime,
              failure -> Connected.failTask(context, what, failure));
      var metrics = new HoldMetrics(context.metricGroup().addGroup(MetricNames.GROUP), topic, pump);
      opened = true;
      return new HoldingWriter<>(writer, making, pump, metrics, PATIENCE);
    } finally {
      if (!opened) {
        IOUtils.closeQuietly(writer);
      }
    }
  }

  @Override
  public SimpleVersionedSerializer<List<HeldRecord>> getWriterStateSerializer() {
    return new HeldRecordsSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return connector.createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return connector.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
    connector.addPostCommitTopology(committables);
  }
}
