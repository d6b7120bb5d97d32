package dev.vedette.pipeline;

import dev.vedette.core.control.OrderLog;
import dev.vedette.core.control.Scope;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import java.time.Duration;
import java.time.Instant;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the orders in their topic from its beginning and follows them, until it is stopped. */
final class OrderReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OrderReader.class);

  /** For the broker to say what the topic holds. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration ONE_POLL = Duration.ofMillis(500);
  private static final Duration REST = Duration.ofSeconds(1);

  private final String topic;
  private final OrderFold fold;
  private final Consumer<byte[], byte[]> consumer;
  private final CompletableFuture<Void> readOnce = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile OrderLog log;

  OrderReader(String topic, OrderCodec codec, Consumer<byte[], byte[]> consumer, Instant openedAt) {
    this.topic = topic;
    this.fold = new OrderFold(codec);
    this.consumer = consumer;
    this.log = OrderLog.opened(openedAt);
  }

  /** Completes once all is read that the topic held at the beginning; fails if it cannot be. */
  CompletableFuture<Void> readOnce() {
    return readOnce;
  }

  OrderLog log() {
    return log;
  }

  void stop() {
    stopped.countDown();
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (consumer) {
      Map<TopicPartition, Long> ends = begin();
      while (stopped.getCount() > 0) {
        if (!readOnce.isDone() && isReadTo(ends)) {
          readOnce.complete(null);
          LOG.info("{} order(s) in force", log.now().all().size());
        }
        poll();
      }
    } catch (WakeupException e) {
      readOnce.completeExceptionally(e); // it is stopped: nobody waits for more
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

  private boolean isReadTo(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
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
      rest();
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
      rest();
      return false;
    }
    log = log.with(fold.orders(), Instant.ofEpochMilli(record.timestamp()));
    if (readOnce.isDone()) {
      String key = OrderFold.keyOf(record);
      LOG.info(
          "Order at offset {} for {}: {}",
          record.offset(),
          key,
          Scope.named(key)
              .map(scope -> String.valueOf(log.now().byScope().get(scope)))
              .orElse("-"));
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

  private void rest() throws InterruptedException {
    stopped.await(REST.toMillis(), TimeUnit.MILLISECONDS);
  }
}
