package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalReaderTest {
  private static final TopicPartition PLACE = new TopicPartition("ledger", 1);

  private final LedgerCodec codec = new LedgerCodec(WireOptions.PLAIN, "ledger");
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AtomicLong nanos = new AtomicLong();
  private final JournalReader reader =
      new JournalReader(
          "ledger",
          codec,
          () -> consumer,
          () -> nanos.getAndAdd(Duration.ofSeconds(1).toNanos()),
          Thread::new);

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void aStretchIsReadFromItsFirstLineToTheOneBeforeItsEnd() throws Exception {
    ledgerWithLines(8);
    assertThat(reader.read(1, 3, 6).toCompletableFuture().get(10, TimeUnit.SECONDS))
        .extracting(LedgerLine::epoch)
        .isEqualTo(List.of("3", "4", "5"));
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void aStretchThatNeverComesIsGivenUpInTime() {
    // As after the topic was made anew: it ends before the line that is waited for.
    ledgerWithLines(5);
    assertThatThrownBy(() -> reader.read(1, 3, 6).toCompletableFuture().get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(JournalException.class)
        .hasMessageContaining("ledger-1 was not read from 3 to 6 within PT10S");
    assertThat(nanos).hasValueGreaterThanOrEqualTo(JournalReader.PATIENCE.toNanos());
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void aClosedReaderRefuses() {
    reader.close();
    assertClosed(reader.read(1, 0, 1));
  }

  /** As where a task is cancelled: nothing is wrong with the broker. */
  @Test
  void aReadingThatIsUnderWayWhenItIsClosedDoesNotBlameTheBroker() throws Exception {
    ledgerWithLines(5);
    var reading = new CountDownLatch(1);
    consumer.schedulePollTask(
        () -> {
          reading.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new InterruptException(e);
          }
        });
    CompletionStage<List<LedgerLine>> lines = reader.read(1, 3, 6);
    assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
    reader.close();
    assertClosed(lines);
    assertThat(consumer.closed()).isTrue();
  }

  private static void assertClosed(CompletionStage<List<LedgerLine>> lines) {
    assertThatThrownBy(() -> lines.toCompletableFuture().get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            JournalException.class, closed -> assertThat(closed.isClosing()).isTrue());
  }

  private void ledgerWithLines(int lines) {
    consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
    consumer.updateEndOffsets(Map.of(PLACE, (long) lines));
    consumer.schedulePollTask(
        () -> {
          for (int offset = 3; offset < lines; offset++) {
            consumer.addRecord(line(offset));
          }
        });
  }

  private ConsumerRecord<byte[], byte[]> line(long offset) {
    try {
      Encoded line =
          codec.encode(LedgerLine.epoch("key", Long.toString(offset), Instant.ofEpochSecond(1)));
      return new ConsumerRecord<>(
          PLACE.topic(),
          PLACE.partition(),
          offset,
          0,
          TimestampType.LOG_APPEND_TIME,
          0,
          line.value().length,
          new byte[0],
          line.value(),
          new RecordHeaders(line.headers()),
          Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
