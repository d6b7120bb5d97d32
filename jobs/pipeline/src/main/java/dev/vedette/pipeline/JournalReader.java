package dev.vedette.pipeline;

import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads stretches of the ledger's topic, one after the other, on a thread of its own. */
final class JournalReader implements AutoCloseable {
  /** How long one stretch may take. Whoever asked has gone on without it before that. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration ONE_POLL = Duration.ofMillis(200);

  private final String topic;
  private final LedgerCodec codec;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final LongSupplier nanoClock;
  private final ExecutorService background;

  /**
   * @param consumers makes one for each stretch; without a position of its own it starts at the
   *     earliest record
   */
  JournalReader(
      String topic,
      LedgerCodec codec,
      Supplier<Consumer<byte[], byte[]>> consumers,
      LongSupplier nanoClock,
      ThreadFactory threads) {
    this.topic = topic;
    this.codec = codec;
    this.consumers = consumers;
    this.nanoClock = nanoClock;
    this.background = Executors.newSingleThreadExecutor(threads);
  }

  CompletionStage<List<LedgerLine>> read(int partition, long fromOffset, long untilOffset) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return readNow(new TopicPartition(topic, partition), fromOffset, untilOffset);
            } catch (JournalException e) {
              throw new CompletionException(e);
            }
          },
          background);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedStage(JournalException.closed(e));
    }
  }

  private List<LedgerLine> readNow(TopicPartition place, long fromOffset, long untilOffset)
      throws JournalException {
    long deadline = nanoClock.getAsLong() + PATIENCE.toNanos();
    List<LedgerLine> lines = new ArrayList<>();
    try (var consumer = consumers.get()) {
      consumer.assign(List.of(place));
      consumer.seek(place, fromOffset);
      while (true) {
        Duration left = Duration.ofNanos(deadline - nanoClock.getAsLong());
        if (left.isNegative() || left.isZero()) {
          // Also where the topic was made anew and ends before the wanted line: it never comes.
          throw new JournalException(
              "%s was not read from %d to %d within %s: is the broker up, and is it the same topic?"
                  .formatted(place, fromOffset, untilOffset, PATIENCE),
              null);
        }
        if (consumer.position(place, left) >= untilOffset) {
          return lines;
        }
        Duration poll = left.compareTo(ONE_POLL) < 0 ? left : ONE_POLL;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(poll)) {
          if (record.offset() < untilOffset) {
            lines.add(codec.decode(record.headers(), record.value()));
          }
        }
      }
    } catch (KafkaException | IOException | UnreadableRecordException e) {
      if (background.isShutdown()) {
        throw JournalException.closed(e); // it interrupts a reading, as where a task is cancelled
      }
      throw new JournalException(
          "cannot read %s from %d: %s".formatted(place, fromOffset, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
