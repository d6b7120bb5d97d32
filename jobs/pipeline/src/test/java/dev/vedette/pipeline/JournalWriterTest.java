package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.money.Account;
import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerGrant;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JournalWriterTest {
  private static final LedgerLine LINE =
      LedgerLine.epoch("account", "epoch", Instant.parse("2026-11-24T12:00:00Z"));

  private static final LedgerLine ENDED =
      LedgerLine.ended(
          new Account("account", "door", "face"),
          new LedgerGrant("i-1", Instant.parse("2026-11-24T12:00:00Z")),
          Instant.parse("2026-11-24T12:00:01Z"));

  private final StubbornProducer producer = new StubbornProducer();
  private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
  private final JournalWriter writer =
      new JournalWriter(
          "ledger",
          new LedgerCodec(WireOptions.PLAIN, "ledger"),
          producer,
          Thread::new,
          work -> new Thread(work, "telling"),
          background -> work -> later.add(() -> background.execute(work)));

  /** The first line that is ever encoded takes its time, which is not that of closing. */
  @BeforeAll
  static void aLineWasEncodedBefore() throws Exception {
    assertThat(new LedgerCodec(WireOptions.PLAIN, "ledger").encode(LINE)).isNotNull();
  }

  @Test
  void aLineIsWrittenOnceItIsAcknowledged() throws Exception {
    producer.open.countDown();
    // The fake says partition 0 whatever it was told.
    assertThat(append().get(10, TimeUnit.SECONDS)).isEqualTo(new JournalPosition(0, 0));
    assertThat(producer.history()).extracting(ProducerRecord::partition).isEqualTo(List.of(1));
    writer.close();
  }

  @Test
  void whoeverWaitsForALineGoesOnInAnotherThreadThanTheProducers() throws Exception {
    CompletableFuture<String> thread =
        append().thenApply(position -> Thread.currentThread().getName());
    producer.open.countDown();
    assertThat(thread.get(10, TimeUnit.SECONDS)).isEqualTo("telling");
    writer.close();
  }

  @Test
  void whateverTheProducerThrowsIsAFailureOfTheLine() {
    producer.open.countDown();
    producer.failure = new IllegalArgumentException("no such partition");
    CompletableFuture<JournalPosition> line = append();
    assertThatThrownBy(() -> line.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(JournalException.class)
        .hasMessage("cannot append to ledger")
        .hasCause(producer.failure);
    writer.close();
  }

  @Test
  void linesThatWereHandedOverAreWrittenBeforeItCloses() throws Exception {
    List<CompletableFuture<JournalPosition>> lines = List.of(append(), append(), append());
    CompletableFuture<Void> closing = CompletableFuture.runAsync(writer::close);
    int more = acceptedUntilClosed();
    producer.open.countDown();
    closing.get(10, TimeUnit.SECONDS);
    assertThat(lines).allMatch(line -> line.isDone() && !line.isCompletedExceptionally());
    assertThat(producer.history()).hasSize(3 + more);
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void aTaskThatIsCancelledWritesItsLinesTooAndStaysInterrupted() throws Exception {
    List<CompletableFuture<JournalPosition>> lines = List.of(append(), append());
    producer.open.countDown();
    Thread.currentThread().interrupt();
    writer.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(lines).allMatch(line -> line.isDone() && !line.isCompletedExceptionally());
  }

  @Test
  void linesThatCannotBeWrittenAnyMoreFailAndDoNotHang() {
    List<CompletableFuture<JournalPosition>> lines = List.of(append(), append());
    writer.close();
    for (CompletableFuture<JournalPosition> line : lines) {
      assertThatThrownBy(() -> line.get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              JournalException.class,
              lost -> assertThat(lost.isClosing()).as("the broker had its time").isFalse());
    }
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void aLineThatComesTooLateIsNoFailureOfTheLedger() {
    producer.open.countDown();
    writer.close();
    assertThatThrownBy(() -> append().get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            JournalException.class, closed -> assertThat(closed.isClosing()).isTrue());
  }

  @Test
  void theEndOfAGrantGoesOutBehindTheNextOtherLine() throws Exception {
    producer.open.countDown();
    CompletableFuture<JournalPosition> ended = ended();
    assertThat(producer.history()).isEmpty();
    append().get(10, TimeUnit.SECONDS);
    ended.get(10, TimeUnit.SECONDS);
    assertThat(producer.history()).hasSize(2);
    writer.close();
  }

  @Test
  void withoutAnotherLineItGoesOutAfterAWhile() throws Exception {
    producer.open.countDown();
    CompletableFuture<JournalPosition> one = ended();
    CompletableFuture<JournalPosition> other = ended();
    assertThat(later).as("once for both").hasSize(1);
    later.remove().run();
    one.get(10, TimeUnit.SECONDS);
    other.get(10, TimeUnit.SECONDS);
    ended();
    assertThat(later).as("and for the next").hasSize(1);
    writer.close();
  }

  @Test
  void theEndOfAGrantIsWrittenBeforeItCloses() {
    producer.open.countDown();
    CompletableFuture<JournalPosition> ended = ended();
    writer.close();
    assertThat(ended).isCompleted();
  }

  @Test
  void theEndOfAGrantThatCannotBeWrittenAnyMoreFails() {
    CompletableFuture<JournalPosition> line = append();
    CompletableFuture<JournalPosition> ended = ended();
    writer.close();
    for (CompletableFuture<JournalPosition> lost : List.of(line, ended)) {
      assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(JournalException.class);
    }
  }

  private CompletableFuture<JournalPosition> ended() {
    return writer.append(ENDED, 1).toCompletableFuture();
  }

  private CompletableFuture<JournalPosition> append() {
    return writer.append(LINE, 1).toCompletableFuture();
  }

  /** Returns when further lines are refused; those that were not are written as well. */
  private int acceptedUntilClosed() {
    int accepted = 0;
    while (!append().isCompletedExceptionally()) {
      accepted++;
      LockSupport.parkNanos(1_000_000);
    }
    return accepted;
  }

  /** Holds every line up until it is open, as a producer does that has no metadata. */
  private static final class StubbornProducer extends MockProducer<byte[], byte[]> {
    final CountDownLatch open = new CountDownLatch(1);
    volatile RuntimeException failure;

    StubbornProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // waiting would keep others out
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
      if (failure != null) {
        throw failure;
      }
      return super.send(record, callback);
    }
  }
}
