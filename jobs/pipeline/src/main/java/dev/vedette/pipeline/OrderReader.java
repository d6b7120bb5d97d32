package dev.vedette.pipeline;

import dev.vedette.core.control.BudgetOrder;
import dev.vedette.core.control.OrderLog;
import dev.vedette.core.control.Orders;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the orders in their topic from its beginning and follows them, until it is stopped. It asks
 * the broker now and then how far the topic goes, since a broker that is away looks from here like
 * a topic to which nobody writes.
 */
final class OrderReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OrderReader.class);

  /** For the broker to say what the topic holds. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration ONE_LOOK = Duration.ofSeconds(5);
  private static final Duration ONE_POLL = Duration.ofMillis(500);
  private static final Duration REST = Duration.ofSeconds(1);

  private final String topic;
  private final OrderFold fold;
  private final Consumer<byte[], byte[]> consumer;
  private final InstantSource clock;
  private final CompletableFuture<Void> readOnce = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile OrderLog log;
  private volatile Instant knownAt;
  private @Nullable Extent known;
  private boolean inTrouble;

  /**
   * How far the topic goes.
   *
   * @param at when the broker was asked
   */
  private record Extent(Map<TopicPartition, Long> ends, Instant at) {}

  OrderReader(
      String topic, OrderCodec codec, Consumer<byte[], byte[]> consumer, InstantSource clock) {
    this.topic = topic;
    this.fold = new OrderFold(codec);
    this.consumer = consumer;
    this.clock = clock;
    this.knownAt = clock.instant();
    this.log = OrderLog.opened(knownAt);
  }

  /** Completes once all is read that the topic held at the beginning; fails if it cannot be. */
  CompletableFuture<Void> readOnce() {
    return readOnce;
  }

  OrderLog log() {
    return log;
  }

  /** When it was known last that nothing newer had been ordered. */
  Instant knownAt() {
    return knownAt;
  }

  void stop() {
    stopped.countDown();
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (consumer) {
      Extent extent = begin();
      while (stopped.getCount() > 0) {
        extent = follow(extent);
      }
    } catch (WakeupException e) {
      readOnce.completeExceptionally(e); // it is stopped: nobody waits for more
    } catch (RuntimeException | InterruptedException e) {
      if (!readOnce.completeExceptionally(e)) {
        LOG.error(
            "Orders in {} are no longer read; those read before stay in force until the job is"
                + " started again",
            topic,
            e);
      }
    }
  }

  private Extent begin() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(one -> new TopicPartition(topic, one.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return extentNow(PATIENCE);
  }

  private Extent extentNow(Duration patience) {
    Instant asked = clock.instant();
    return new Extent(consumer.endOffsets(consumer.assignment(), patience), asked);
  }

  private boolean isReadTo(Extent extent) {
    return extent.ends().entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void knownUpTo(Extent extent) {
    known = extent;
    knownAt = extent.at();
    if (readOnce.complete(null)) {
      Orders orders = log.now();
      LOG.info(
          "{} order(s) and {} budget(s) in force",
          orders.all().size(),
          orders.limits().all().size());
    }
    if (inTrouble) {
      inTrouble = false;
      LOG.info("Orders in {} are read again", topic);
    }
  }

  /** Reads on. Returns how far the topic goes, which is found out anew when it is due. */
  private Extent follow(Extent extent) throws InterruptedException {
    try {
      if (extent != known && isReadTo(extent)) {
        knownUpTo(extent);
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(ONE_POLL);
      for (TopicPartition partition : records.partitions()) {
        takeAll(records.records(partition));
      }
      boolean due = !clock.instant().isBefore(extent.at().plus(BETWEEN_LOOKS));
      return due && extent == known ? extentNow(ONE_LOOK) : extent;
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      if (!readOnce.isDone()) {
        throw e;
      }
      complain("look at the broker: " + e.getMessage());
      return extent;
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
      fold.take(record).ifPresent(fault -> refuse(record, fault));
    } catch (SchemaRegistryException e) {
      if (!readOnce.isDone()) {
        throw new KafkaException("the schema registry: " + e.getMessage(), e);
      }
      consumer.seek(new TopicPartition(topic, record.partition()), record.offset());
      complain(
          "offset %d waits for the schema registry: %s".formatted(record.offset(), e.getMessage()));
      return false;
    }
    log = log.with(fold.orders(), Instant.ofEpochMilli(record.timestamp()));
    if (readOnce.isDone()) {
      String key = OrderFold.keyOf(record);
      LOG.info(
          "Order at offset {} for {}: {}",
          record.offset(),
          key,
          fold.inForce(key).map(String::valueOf).orElse("-"));
    }
    return true;
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String fault) {
    LOG.error(
        "The order at offset {} of {}, for '{}', cannot be read: {}. {}",
        record.offset(),
        topic,
        OrderFold.keyOf(record),
        fault,
        remedy(OrderFold.keyOf(record)));
  }

  private static String remedy(String key) {
    return BudgetOrder.named(key).isPresent()
        ? "The budget stays what it was, or nothing may be spent if it was none. Give it again with"
            + " vedette control budget set, or take it back with vedette control budget clear."
        : "What was in force for it stays, or the edge answers if nothing was. Give it again with"
            + " vedette control set.";
  }

  /** Once, until all is known again: an outage must not fill the disk. Then rests. */
  private void complain(String trouble) throws InterruptedException {
    if (!inTrouble) {
      inTrouble = true;
      LOG.warn(
          "Orders in {} cannot be read just now, those read before stay in force, and"
              + " vedette_orders_read_age_seconds counts; {}",
          topic,
          trouble);
    }
    stopped.await(REST.toMillis(), TimeUnit.MILLISECONDS);
  }
}
