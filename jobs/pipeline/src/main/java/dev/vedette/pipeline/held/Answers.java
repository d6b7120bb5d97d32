package dev.vedette.pipeline.held;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The broker's, one for each record that was written.
 *
 * <p>Thread-safe.
 */
final class Answers {
  private final Semaphore answers = new Semaphore(0);
  private volatile boolean doubtful;

  /** What is to be done where an answer may have been a refusal. */
  @FunctionalInterface
  interface Check {
    /** Throws if it was one. */
    void check() throws IOException, InterruptedException;
  }

  /**
   * Of a record that was refused, or lost on its way, no place is known.
   *
   * @param metadata what Kafka's producer tells of it
   */
  void add(@Nullable Object metadata) {
    if (!(metadata instanceof RecordMetadata place) || !place.hasOffset()) {
      doubtful = true;
    }
    answers.release();
  }

  /**
   * Returns when there are so many, and the doubtful ones among them were checked. The connector
   * tells of a refusal once, and may have told the task already, which ends before it takes another
   * checkpoint.
   */
  void await(int records, Check check) throws IOException, InterruptedException {
    answers.acquire(records);
    if (doubtful) {
      doubtful = false;
      check.check();
    }
  }
}
