package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.backlog.Kept;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Question;
import dev.vedette.pipeline.wire.DeferredCodec;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.KeptQuestions;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.WireOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KafkaDeferredStoreTest {
  private static final TopicPartition PLACE = new TopicPartition("deferred", 1);
  private static final TopicPartition EMPTY = new TopicPartition("deferred", 0);

  private final DeferredCodec codec = new DeferredCodec(WireOptions.PLAIN, "deferred");
  private final CountDownLatch woken = new CountDownLatch(1);
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("earliest") {
        @Override
        public void wakeup() {
          woken.countDown();
        }
      };
  private final AtomicLong nanos = new AtomicLong();
  private final KafkaDeferredStore store =
      new KafkaDeferredStore(
          "deferred",
          codec,
          () -> consumer,
          () -> nanos.getAndAdd(Duration.ofSeconds(1).toNanos()));

  @BeforeEach
  void describe() {
    consumer.updatePartitions("deferred", List.of(info(0), info(1)));
    consumer.updateBeginningOffsets(Map.of(EMPTY, 0L, PLACE, 0L));
    consumer.updateEndOffsets(Map.of(EMPTY, 0L, PLACE, 10L));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aQuestionIsReadFromWhereItIsKept() throws Exception {
    arrive(7, 8);
    assertThat(got(store.fetch(kept(7))).map(Question::inferenceId)).contains("e-7");
  }

  @Test
  void whatAPollBroughtBesideItIsNotReadAgain() throws Exception {
    arrive(7, 8);
    got(store.fetch(kept(7)));
    assertThat(got(store.fetch(kept(8))).map(Question::inferenceId)).contains("e-8");
    assertThat(consumer.position(PLACE)).as("no second poll was needed").isEqualTo(9);
  }

  @Test
  void whatRetentionHasDeletedIsGone() throws Exception {
    arrive(9);
    assertThat(got(store.fetch(kept(7)))).isEmpty();
  }

  /** Else the job would look for it, fail and start again for ever. */
  @Test
  void ofATopicThatWasMadeAnewAllIsGone() throws Exception {
    consumer.updateEndOffsets(Map.of(PLACE, 3L));
    assertThat(got(store.fetch(kept(7)))).isEmpty();
  }

  @Test
  void anotherQuestionInItsPlaceIsNotIt() throws Exception {
    arrive(7);
    Kept other =
        Kept.at(1, 7, 10, KeptQuestions.named("another"), Instant.parse("2026-11-27T12:00:00Z"));
    assertThat(got(store.fetch(other))).isEmpty();
  }

  @Test
  void aBrokerThatBringsNothingFailsInTime() {
    assertThatThrownBy(() -> got(store.fetch(kept(7))))
        .hasMessageContaining("deferred-1 was not read at 7 within PT30S");
  }

  /** While the broker is away, each would else take half a minute after those before it. */
  @Test
  void whatHasWaitedTooLongForThoseBeforeItFailsWithoutATry() throws Exception {
    var tries = new AtomicLong();
    var both = new CountDownLatch(1);
    consumer.schedulePollTask(
        () -> {
          tries.incrementAndGet();
          await(both);
          nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        });
    consumer.schedulePollTask(tries::incrementAndGet);
    var first = store.fetch(kept(7));
    var second = store.fetch(kept(8));
    both.countDown();
    for (var one : List.of(first, second)) {
      assertThatThrownBy(() -> got(one)).hasMessageContaining("within PT30S");
    }
    assertThat(tries).hasValue(1);
  }

  @Test
  void theEndsAreThoseOfPartitionsThatHaveLines() throws Exception {
    assertThat(got(store.ends())).isEqualTo(Map.of(1, 10L));
  }

  @Test
  void closingEndsWhatIsBeingReadAndClosesTheConsumer() throws Exception {
    arrive(7);
    got(store.fetch(kept(7)));
    store.close();
    assertThat(consumer.closed()).isTrue();
  }

  /** As when the broker is away and the job starts again: each would take half a minute. */
  @Test
  void whatIsQueuedWhenItClosesIsNotReadAnyMore() throws Exception {
    var reading = new CountDownLatch(1);
    consumer.schedulePollTask(
        () -> {
          reading.countDown();
          await(woken);
        });
    var unused = store.fetch(kept(7));
    reading.await();
    List<CompletionStage<Optional<Question>>> queued = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      queued.add(store.fetch(kept(7)));
    }
    store.close();
    assertThat(consumer.closed()).isTrue();
    assertThatThrownBy(() -> got(queued.get(99))).hasMessageContaining("the store is closed");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void arrive(long... offsets) {
    consumer.schedulePollTask(
        () -> {
          for (long offset : offsets) {
            consumer.addRecord(record(offset));
          }
        });
  }

  private ConsumerRecord<byte[], byte[]> record(long offset) {
    Encoded line = encoded(offset);
    return new ConsumerRecord<>(
        "deferred",
        1,
        offset,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        line.value().length,
        null,
        line.value(),
        new RecordHeaders(line.headers()),
        Optional.empty());
  }

  private Encoded encoded(long offset) {
    try {
      return codec.encode(DeferredLine.kept(KeptQuestions.named("e-" + offset)));
    } catch (SchemaRegistryException e) {
      throw new IllegalStateException("there is no registry here", e);
    }
  }

  private static Kept kept(long offset) {
    return Kept.at(
        1, offset, 10, KeptQuestions.named("e-" + offset), Instant.parse("2026-11-27T12:00:00Z"));
  }

  private static PartitionInfo info(int partition) {
    var node = new Node(0, "127.0.0.1", 1);
    return new PartitionInfo("deferred", partition, node, new Node[] {node}, new Node[] {node});
  }

  private static <T> T got(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
