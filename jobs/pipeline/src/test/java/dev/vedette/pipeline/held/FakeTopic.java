package dev.vedette.pipeline.held;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A topic with the writer of Flink's connector in front of it, which hears of each record. */
final class FakeTopic {
  private static final TopicPartition PARTITION = new TopicPartition("verdicts", 0);

  private final List<HeldRecord> records = new ArrayList<>();
  private @Nullable IOException refusal;
  private boolean hanging;

  /** Like a run's, which writes no more once it is closed. */
  SinkWriter<HeldRecord> writer(Answers answers) {
    return new SinkWriter<>() {
      private @Nullable IOException refused;

      @Override
      public void write(HeldRecord record, Context context)
          throws IOException, InterruptedException {
        flush(false);
        refused = append(record);
        answers.add(new RecordMetadata(PARTITION, refused == null ? 0 : -1, 0, 0, 1, 8));
      }

      /** Tells of a refusal once. */
      @Override
      public void flush(boolean endOfInput) throws IOException {
        IOException told = refused;
        refused = null;
        if (told != null) {
          throw told;
        }
      }

      @Override
      public void close() {}
    };
  }

  private synchronized @Nullable IOException append(HeldRecord record) throws InterruptedException {
    while (hanging) {
      wait();
    }
    if (refusal == null) {
      records.add(record);
    }
    return refusal;
  }

  /** From now on the broker takes nothing. */
  synchronized void refuse(IOException why) {
    refusal = why;
  }

  synchronized void hang() {
    hanging = true;
  }

  synchronized void goOn() {
    hanging = false;
    refusal = null;
    notifyAll();
  }

  synchronized List<HeldRecord> records() {
    return List.copyOf(records);
  }
}
