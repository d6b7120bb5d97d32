package dev.vedette.pipeline.held;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;

/** Flink's own writer for Kafka, in the hands of one of ours. */
final class Connected {
  private Connected() {}

  /** By the interface: the type of the connector's writer is not for others to name. */
  static <T> PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer(
      TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable> sink,
      WriterInitContext context,
      List<KafkaWriterState> recovered)
      throws IOException {
    return sink.restoreWriter(context, recovered);
  }

  /** Even if nothing comes any more that would hear of it. */
  static void failTask(WriterInitContext context, String what, Throwable failure) {
    String words = what + " could not be written";
    context
        .getMailboxExecutor()
        .execute(
            () -> {
              throw new IOException("%s: %s".formatted(words, failure), failure);
            },
            words);
  }
}
