package dev.vedette.scenarios.peers;

import dev.vedette.simulators.broker.WholeTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Listens to answers in a thread of its own, and knows how old their questions were when it heard
 * them. Thread-safe.
 */
final class HeardAnswers implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Questions questions;
  private final Thread thread;
  private final List<Answer> answers = new ArrayList<>();
  private @Nullable Exception failure;
  private volatile boolean ending;

  private record Answer(long heardNanos, double ageSeconds) {}

  /** Knows when what a record answers was asked. */
  interface Questions {
    /** When; null for a record that is no answer of the model's. */
    @Nullable Instant askedAt(ConsumerRecord<byte[], byte[]> record) throws Exception;
  }

  private HeardAnswers(String bootstrap, String topic, Questions questions) {
    this.questions = questions;
    this.consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", "100"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.thread = new Thread(() -> listen(topic), "heard-answers");
    thread.setDaemon(true);
  }

  static HeardAnswers of(String bootstrap, String topic, Questions questions) {
    var heard = new HeardAnswers(bootstrap, topic, questions);
    heard.thread.start();
    return heard;
  }

  private void listen(String topic) {
    try (consumer) {
      WholeTopic.begin(consumer, topic);
      while (!ending) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Instant asked = questions.askedAt(record);
          if (asked != null) {
            hear(asked);
          }
        }
      }
    } catch (Exception e) { // whatever it is, ages() throws it, and the run has no result
      synchronized (this) {
        failure = e;
      }
    }
  }

  private synchronized void hear(Instant asked) {
    double age = Duration.between(asked, Instant.now()).toNanos() / 1e9;
    answers.add(new Answer(System.nanoTime(), age));
  }

  /** In seconds, of the answers that were heard between two times of {@link System#nanoTime}. */
  synchronized List<Double> ages(long fromNanos, long toNanos) {
    if (failure != null || !thread.isAlive()) {
      throw new IllegalStateException("the answers cannot be read", failure);
    }
    return answers.stream()
        .filter(one -> one.heardNanos() - fromNanos >= 0 && one.heardNanos() - toNanos < 0)
        .map(Answer::ageSeconds)
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    ending = true;
    thread.join();
  }
}
