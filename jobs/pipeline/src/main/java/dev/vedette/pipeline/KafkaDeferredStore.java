package dev.vedette.pipeline;

import dev.vedette.core.backlog.DeferredStore;
import dev.vedette.core.backlog.Kept;
import dev.vedette.core.brain.Question;
import dev.vedette.pipeline.wire.DeferredCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deferred questions in their topic, read one by one from where they stand, on a thread of its own.
 * What a poll brings beside the one that is wanted is remembered until the next poll: those that
 * were deferred together are mostly recalled together.
 */
final class KafkaDeferredStore implements DeferredStore {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDeferredStore.class);

  /**
   * How long one question may take, its wait for those before it included; then the broker counts
   * as away. So where it is, many that are wanted at once do not take as many times as long.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration ONE_POLL = Duration.ofMillis(200);
  private static final long CLOSE_SECONDS = 10;

  private final String topic;
  private final DeferredCodec codec;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final LongSupplier nanos;
  private final ExecutorService background;
  private final Map<Integer, Map<Long, ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
  private volatile boolean closing;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * @param consumers makes the one that is needed; where an offset is gone it starts at the
   *     earliest
   */
  KafkaDeferredStore(
      String topic,
      DeferredCodec codec,
      Supplier<Consumer<byte[], byte[]>> consumers,
      LongSupplier nanos) {
    this.topic = topic;
    this.codec = codec;
    this.consumers = consumers;
    this.nanos = nanos;
    this.background =
        Executors.newSingleThreadExecutor(
            work -> {
              var thread = new Thread(work, "vedette-deferred-read");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public CompletionStage<Optional<Question>> fetch(Kept kept) {
    long deadline = nanos.getAsLong() + PATIENCE.toNanos();
    return CompletableFuture.supplyAsync(() -> read(kept, deadline), background);
  }

  @Override
  public CompletionStage<Map<Integer, Long>> ends() {
    return CompletableFuture.supplyAsync(this::readEnds, background);
  }

  private Map<Integer, Long> readEnds() {
    Consumer<byte[], byte[]> open = opened();
    List<TopicPartition> all =
        open.partitionsFor(topic, PATIENCE).stream()
            .map(one -> new TopicPartition(topic, one.partition()))
            .toList();
    Map<TopicPartition, Long> begins = open.beginningOffsets(all, PATIENCE);
    Map<Integer, Long> ends = new HashMap<>();
    open.endOffsets(all, PATIENCE)
        .forEach(
            (place, end) -> {
              if (end > begins.getOrDefault(place, 0L)) {
                ends.put(place.partition(), end);
              }
            });
    return ends;
  }

  private Optional<Question> read(Kept kept, long deadline) {
    ConsumerRecord<byte[], byte[]> record = remembered(kept);
    if (record == null) {
      record = poll(kept, deadline);
    }
    return record == null ? Optional.empty() : decode(kept, record);
  }

  private @Nullable ConsumerRecord<byte[], byte[]> remembered(Kept kept) {
    var ofPartition = polled.get(kept.partition());
    return ofPartition == null ? null : ofPartition.remove(kept.offset());
  }

  /** Null where the record is gone. */
  private @Nullable ConsumerRecord<byte[], byte[]> poll(Kept kept, long deadline) {
    var place = new TopicPartition(topic, kept.partition());
    Consumer<byte[], byte[]> open = opened();
    if (kept.offset() >= end(open, place, timeLeft(kept, deadline))) {
      return null; // somebody deleted the topic and made it anew
    }
    open.assign(List.of(place));
    open.seek(place, kept.offset());
    while (true) {
      Duration left = timeLeft(kept, deadline);
      Map<Long, ConsumerRecord<byte[], byte[]>> batch = new HashMap<>();
      open.poll(ONE_POLL).forEach(record -> batch.put(record.offset(), record));
      ConsumerRecord<byte[], byte[]> wanted = batch.remove(kept.offset());
      polled.put(kept.partition(), batch);
      if (wanted != null || open.position(place, left) > kept.offset()) {
        return wanted;
      }
    }
  }

  private Duration timeLeft(Kept kept, long deadline) {
    long left = deadline - nanos.getAsLong();
    if (left <= 0) {
      throw new IllegalStateException(
          "%s-%d was not read at %d within %s: is the broker up, and is it the same topic?"
              .formatted(topic, kept.partition(), kept.offset(), PATIENCE));
    }
    return Duration.ofNanos(left);
  }

  private static long end(Consumer<byte[], byte[]> open, TopicPartition place, Duration patience) {
    return open.endOffsets(List.of(place), patience).getOrDefault(place, 0L);
  }

  /** Whatever is still to be read when this closes ends here, so that the consumer's turn comes. */
  private Consumer<byte[], byte[]> opened() {
    if (closing) {
      throw new IllegalStateException("nothing more is read: the store is closed");
    }
    Consumer<byte[], byte[]> open = consumer;
    if (open == null) {
      open = consumers.get();
      consumer = open;
    }
    return open;
  }

  private Optional<Question> decode(Kept kept, ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(codec.decode(record.headers(), record.value()).question())
          .filter(question -> question.inferenceId().equals(kept.inferenceId()));
    } catch (UnreadableRecordException e) {
      LOG.warn(
          "the deferred question at {} of partition {} could be read once and cannot now: {}",
          record.offset(),
          record.partition(),
          e.objection().detail());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what is being read: nobody waits for it any more. */
  @Override
  public void close() {
    if (background.isShutdown()) {
      return;
    }
    closing = true;
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    background.execute(this::closeConsumer);
    background.shutdown();
    try {
      if (!background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        background.shutdownNow();
      }
    } catch (InterruptedException e) {
      background.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void closeConsumer() {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(CLOSE_SECONDS / 2)));
    }
  }
}
