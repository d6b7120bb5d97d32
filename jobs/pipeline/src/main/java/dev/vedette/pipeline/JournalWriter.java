package dev.vedette.pipeline;

import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.LedgerCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to the ledger's topic, on a thread of its own and in the order in which they were
 * handed over.
 *
 * <p>Ends of grants are in no hurry, as nobody waits for them: they go out behind the next other
 * line, in one request with it, or after a quarter of a second. Each request costs more than its
 * lines, at the broker as in whoever reads the ledger.
 *
 * <p>Whoever waits for a line goes on in another thread than Kafka's: what follows an
 * acknowledgement is a request with a picture to be built, and no other line is to wait for that.
 */
final class JournalWriter implements AutoCloseable {
  /** How long the lines that were already handed over are written on when it is closed. */
  private static final Duration LAST_LINES = Duration.ofSeconds(2);

  private static final Duration NO_HURRY = Duration.ofMillis(250);

  private final String topic;
  private final LedgerCodec codec;
  private final Producer<byte[], byte[]> producer;
  private final ExecutorService background;
  private final ExecutorService telling;
  private final Executor later;
  private final Queue<Appending> inNoHurry = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isLaterSet = new AtomicBoolean();

  JournalWriter(
      String topic,
      LedgerCodec codec,
      Producer<byte[], byte[]> producer,
      ThreadFactory writing,
      ThreadFactory telling) {
    this(
        topic,
        codec,
        producer,
        writing,
        telling,
        background ->
            CompletableFuture.delayedExecutor(
                NO_HURRY.toMillis(), TimeUnit.MILLISECONDS, background));
  }

  /**
   * As above.
   *
   * @param delaying an executor, for what is in no hurry
   */
  JournalWriter(
      String topic,
      LedgerCodec codec,
      Producer<byte[], byte[]> producer,
      ThreadFactory writing,
      ThreadFactory telling,
      UnaryOperator<Executor> delaying) {
    this.topic = topic;
    this.codec = codec;
    this.producer = producer;
    this.background = Executors.newSingleThreadExecutor(writing);
    this.telling = Executors.newSingleThreadExecutor(telling);
    this.later = delaying.apply(background);
  }

  private final class Appending implements Runnable {
    private final LedgerLine line;
    private final int partition;
    private final CompletableFuture<JournalPosition> written = new CompletableFuture<>();

    Appending(LedgerLine line, int partition) {
      this.line = line;
      this.partition = partition;
    }

    @Override
    public void run() {
      send();
      if (!background.isShutdown()) {
        sendTheRest();
      }
    }

    private void send() {
      try {
        Encoded encoded = codec.encode(line);
        byte[] key = line.accountKey().getBytes(StandardCharsets.UTF_8);
        var record =
            new ProducerRecord<>(topic, partition, key, encoded.value(), encoded.headers());
        var unused = producer.send(record, this::acknowledged);
      } catch (IOException | RuntimeException e) {
        // Whatever it was: somebody waits for this line before a call is made or an answer shown.
        failed(new JournalException("cannot append to " + topic, e));
      }
    }

    private void acknowledged(RecordMetadata metadata, @Nullable Exception failure) {
      telling.execute(
          () -> {
            if (failure == null) {
              written.complete(new JournalPosition(metadata.partition(), metadata.offset()));
            } else {
              failed(new JournalException("cannot append to " + topic, failure));
            }
          });
    }

    private void failed(JournalException failure) {
      written.completeExceptionally(failure);
    }
  }

  CompletionStage<JournalPosition> append(LedgerLine line, int partition) {
    var appending = new Appending(line, partition);
    if (line.entry() == LedgerLine.Entry.ENDED && !background.isShutdown()) {
      inNoHurry.add(appending);
      if (!isLaterSet.getAndSet(true)) {
        later.execute(this::sendTheRest);
      }
      return appending.written;
    }
    try {
      // Off the caller's thread: a producer without metadata blocks.
      background.execute(appending);
    } catch (RejectedExecutionException e) {
      appending.failed(JournalException.closed(e));
    }
    return appending.written;
  }

  /** On the writer's thread. */
  private void sendTheRest() {
    isLaterSet.set(false);
    for (Appending next = inNoHurry.poll(); next != null; next = inNoHurry.poll()) {
      next.send();
    }
  }

  /**
   * Writes what was handed over before it ends: a settled line that is dropped is a paid answer
   * that is forgotten.
   */
  @Override
  public void close() {
    // A task that is cancelled comes here interrupted, and its lines count no less.
    boolean interrupted = Thread.interrupted();
    if (!background.isShutdown()) {
      background.execute(this::sendTheRest);
      background.shutdown();
    }
    try {
      if (!background.awaitTermination(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
        dropTheRest();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      dropTheRest();
    }
    producer.close(LAST_LINES);
    telling.shutdown();
    try {
      if (!telling.awaitTermination(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
        telling.shutdownNow();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void dropTheRest() {
    background.shutdownNow().stream()
        .flatMap(left -> left instanceof Appending line ? Stream.of(line) : Stream.of())
        .forEach(JournalWriter::drop);
    inNoHurry.forEach(JournalWriter::drop);
  }

  /** That it was closed is no excuse: the broker had time to take it. */
  private static void drop(Appending line) {
    line.failed(
        new JournalException("the journal was closed before the line could be written", null));
  }
}
