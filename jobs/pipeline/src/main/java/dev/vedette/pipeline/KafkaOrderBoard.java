package dev.vedette.pipeline;

import dev.vedette.core.control.OrderBoard;
import dev.vedette.core.control.OrderLog;
import dev.vedette.pipeline.wire.OrderCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The orders in their topic, read from its beginning by a thread of its own. Nobody looks at the
 * board before it holds what the topic held then, so that nothing is asked that an order of
 * yesterday forbids; afterwards, where the broker is away, what was read last stays in force.
 *
 * <p>The topic is the state: it keeps the last order of each scope, so nothing of it has to be in a
 * checkpoint.
 */
final class KafkaOrderBoard implements OrderBoard {
  /** For the first reading; then the broker counts as away, and the job starts again. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long CLOSE_SECONDS = 10;

  private final OrderReader reader;
  private final Thread thread;

  private KafkaOrderBoard(OrderReader reader) {
    this.reader = reader;
    this.thread = new Thread(reader, "vedette-orders");
    thread.setDaemon(true);
  }

  /**
   * Returns once all is read that the topic holds.
   *
   * @param consumers makes the one that is needed; where an offset is gone it starts at the
   *     earliest
   * @throws IOException if it cannot be read within {@code patience}
   */
  static KafkaOrderBoard open(
      String topic,
      OrderCodec codec,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Duration patience,
      InstantSource clock)
      throws IOException {
    var board = new KafkaOrderBoard(new OrderReader(topic, codec, consumers.get(), clock));
    board.thread.start();
    try {
      board.reader.readOnce().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return board;
    } catch (ExecutionException e) {
      board.close();
      throw cannotBeRead(topic, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      board.close();
      throw cannotBeRead(topic, e);
    } catch (InterruptedException e) {
      board.close();
      Thread.currentThread().interrupt();
      throw cannotBeRead(topic, e);
    }
  }

  private static IOException cannotBeRead(String topic, Throwable cause) {
    return new IOException(
        "cannot read the orders in %s, and nothing is asked without knowing them: %s. Look at the broker, and whether vedette topics create has made the topic"
            .formatted(topic, cause),
        cause);
  }

  @Override
  public OrderLog log() {
    return reader.log();
  }

  @Override
  public Instant knownAt() {
    return reader.knownAt();
  }

  @Override
  public void close() {
    reader.stop();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
