package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.flink.MetricNames;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.InitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.IOUtils;

/**
 * Flink's exactly-once sink for Kafka, for which neither the alert path nor a checkpoint waits
 * where the broker is slow.
 *
 * <p>The connector's own writer blocks the task when a producer has taken as much as it holds, and
 * at every checkpoint until all is sent; then the gate, one of whose outputs is full, takes no more
 * events.
 */
public final class DeadLetterSink
    implements TwoPhaseCommittingStatefulSink<DeadLetter, LettersState, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1;

  private static final String WHAT = "dead letters";

  /**
   * For the batch that is being written when a checkpoint comes. The task takes no letters
   * meanwhile, and what lies in front of it may hold a second's worth.
   */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final KafkaSink<DeadLetter> connector;
  private final String transactionalIdPrefix;
  private final LingeringTransactions lingering;

  /**
   * @param connector an exactly-once sink with this prefix and these producers, which numbers its
   *     transactions by checkpoints
   */
  public DeadLetterSink(
      KafkaSink<DeadLetter> connector, String transactionalIdPrefix, Properties producers) {
    this.connector = connector;
    this.transactionalIdPrefix = transactionalIdPrefix;
    this.lingering = new LingeringTransactions(producers);
  }

  @Override
  public PrecommittingStatefulSinkWriter<DeadLetter, LettersState, KafkaCommittable> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public PrecommittingStatefulSinkWriter<DeadLetter, LettersState, KafkaCommittable> restoreWriter(
      WriterInitContext context, Collection<LettersState> recovered) throws IOException {
    long restored = context.getRestoredCheckpointId().orElse(InitContext.INITIAL_CHECKPOINT_ID - 1);
    recovered.stream()
        .map(LettersState::open)
        .filter(Objects::nonNull)
        .forEach(open -> lingering.abort(open, restored));
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    if (subtask == 0 && recovered.size() > 1) {
      endThoseOfGoneSubtasks(context.getTaskInfo().getNumberOfParallelSubtasks(), restored);
    }

    List<KafkaWriterState> kafka =
        recovered.stream().flatMap(state -> state.kafka().stream()).toList();
    var answers = new Answers();
    var writer = Connected.writer(connector, new AnsweredContext(context, answers::add), kafka);
    boolean opened = false;
    try {
      var held = new HeldLetters(HeldLetters.Bounds.USUAL);
      recovered.forEach(state -> held.restore(state.letters()));
      var pump =
          new Pump<>(
              WHAT,
              subtask,
              held,
              new AcknowledgedOutlet<>(writer, answers),
              new Pace(1),
              System::nanoTime,
              failure -> Connected.failTask(context, WHAT, failure));
      var metrics = new LetterMetrics(context.metricGroup().addGroup(MetricNames.GROUP), pump);
      opened = true;
      return new LetterWriter(
          writer,
          pump,
          metrics,
          PATIENCE,
          kafka,
          new OpenTransaction(transactionalIdPrefix, subtask, restored + 1));
    } finally {
      if (!opened) {
        IOUtils.closeQuietly(writer);
      }
    }
  }

  /** Where the first subtask is given the state of several, there are fewer than there were. */
  private void endThoseOfGoneSubtasks(int subtasks, long restored) throws IOException {
    try {
      lingering.abortThoseOfGoneSubtasks(transactionalIdPrefix, subtasks, restored);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while open transactions were looked for", e);
    }
  }

  @Override
  public SimpleVersionedSerializer<LettersState> getWriterStateSerializer() {
    return new LettersStateSerializer(connector.getWriterStateSerializer());
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
