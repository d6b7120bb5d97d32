package dev.vedette.pipeline.letters;

import dev.vedette.core.event.DeadLetter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes to Flink's Kafka writer, and waits until the broker has answered for each letter. A flush
 * would wait as well, but logs a line each time, and letters are many.
 *
 * <p>An answer may be a refusal. The writer then fails the task, or the next write or flush.
 */
final class AcknowledgedOutlet implements LetterPump.Outlet {
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

  private final SinkWriter<DeadLetter> writer;
  private final Semaphore answers;

  /**
   * @param answers gets a permit with each answer
   */
  AcknowledgedOutlet(SinkWriter<DeadLetter> writer, Semaphore answers) {
    this.writer = writer;
    this.answers = answers;
  }

  @Override
  public void write(List<DeadLetter> batch) throws IOException, InterruptedException {
    for (DeadLetter letter : batch) {
      writer.write(letter, NO_TIME);
    }
    answers.acquire(batch.size());
  }
}
