package dev.vedette.pipeline;

import dev.vedette.core.control.OrderBoard;
import dev.vedette.core.control.Orders;
import dev.vedette.core.control.Scope;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders in their topic, read from its beginning by a thread of its own. Nobody looks at the
 * board before it holds what the topic held then, so that nothing is asked that an order of
 * yesterday forbids; afterwards, where the broker is away, what was read last stays in force.
 *
 * <p>The topic is the state: it keeps the last order of each scope, so nothing of it has to be in a
 * checkpoint.
 */
final class KafkaOrderBoard implements OrderBoard {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOrderBoard.class);

  /** For the first reading; then the broker counts as away, and the job starts again. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration ONE_POLL = Duration.ofMillis(500);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final long CLOSE_SECONDS = 10;

  private final String topic;
  private final OrderFold fold;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread reader;
  private final CompletableFuture<Void> readOnce = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Orders orders = Orders.NONE;

  private KafkaOrderBoard(String topic, OrderCodec codec, Consumer<byte[], byte[]> consumer) {
    this.topic = topic;
    this.fold = new OrderFold(codec);
    this.consumer = consumer;
    this.reader = new Thread(this::read, "vedette-orders");
    reader.setDaemon(true);
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
      Duration patience)
      throws IOException {
    var board = new KafkaOrderBoard(topic, codec, consumers.get());
    board.reader.start();
    try {
      board.readOnce.get(patience.toMillis(), TimeUnit.MILLISECONDS);
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
  public Orders orders() {
    return orders;
  }

  private void read() {
    try (consumer) {
      Map<TopicPartition, Long> ends = begin();
      while (closing.getCount() > 0) {
        if (!readOnce.isDone()
            && ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
          readOnce.complete(null);
          LOG.info("{} order(s) in force", orders.all().size());
        }
        poll();
      }
    } catch (WakeupException e) {
      readOnce.completeExceptionally(e); // it is closed: nobody waits for more
    } catch (RuntimeException | InterruptedException e) {
      if (!readOnce.completeExceptionally(e)) {
        LOG.error("Orders in {} are no longer read; those read before stay in force", topic, e);
      }
    }
  }

  private Map<TopicPartition, Long> begin() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(one -> new TopicPartition(topic, one.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer.endOffsets(partitions, PATIENCE);
  }

  private void poll() throws InterruptedException {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(ONE_POLL);
      for (TopicPartition partition : records.partitions()) {
        takeAll(records.records(partition));
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      if (!readOnce.isDone()) {
        throw e;
      }
      LOG.warn(
          "Orders in {} cannot be read just now, those read before stay in force: {}",
          topic,
          e.getMessage());
      closing.await(REST.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Up to one that has to wait: it and those behind it come again. */
  private void takeAll(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!take(record)) {
        return;
      }
    }
  }

  /** Whether it was taken; if not, it comes again. */
  private boolean take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      fold.take(record).ifPresent(fault -> complain(record, fault));
    } catch (SchemaRegistryException e) {
      if (!readOnce.isDone()) {
        throw new KafkaException("the schema registry: " + e.getMessage(), e);
      }
      LOG.warn(
          "The order at offset {} of {} waits for the schema registry, those before stay in force:"
              + " {}",
          record.offset(),
          topic,
          e.getMessage());
      consumer.seek(new TopicPartition(topic, record.partition()), record.offset());
      closing.await(REST.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    }
    orders = fold.orders();
    if (readOnce.isDone()) {
      String key = OrderFold.keyOf(record);
      LOG.info(
          "Order at offset {} for {}: {}",
          record.offset(),
          key,
          Scope.named(key).map(scope -> String.valueOf(orders.byScope().get(scope))).orElse("-"));
    }
    return true;
  }

  private void complain(ConsumerRecord<byte[], byte[]> record, String fault) {
    LOG.error(
        "The order at offset {} of {}, for '{}', cannot be read, and what was in force for it"
            + " stays, or the edge answers if nothing was: {}. Give it again with vedette control"
            + " set.",
        record.offset(),
        topic,
        OrderFold.keyOf(record),
        fault);
  }

  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    try {
      reader.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
