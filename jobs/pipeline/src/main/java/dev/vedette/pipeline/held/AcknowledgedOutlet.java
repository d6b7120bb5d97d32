package dev.vedette.pipeline.held;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes to Flink's Kafka writer, and waits until the broker has answered for each record. A flush
 * would wait as well, but logs a line each time, and records are many.
 */
final class AcknowledgedOutlet<T> implements Outlet<T> {
  private static final SinkWriter.Context NO_TIME =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
          return null;
        }
      };

  private final SinkWriter<T> writer;
  private final Answers answers;

  AcknowledgedOutlet(SinkWriter<T> writer, Answers answers) {
    this.writer = writer;
    this.answers = answers;
  }

  @Override
  public void write(List<T> batch) throws IOException, InterruptedException {
    for (T one : batch) {
      writer.write(one, NO_TIME);
    }
    // Else a batch that was refused would be forgotten until the next one is written.
    answers.await(batch.size(), () -> writer.flush(false));
  }
}
