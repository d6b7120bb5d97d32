package dev.vedette.scenarios.load;

import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.WholeTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer of verdicts hears, from a thread of its own. Copies count once, by event and
 * revision; of an event's words the highest revision counts, and of equal ones the later, as a
 * consumer has it that upserts. Thread-safe.
 */
final class HeardVerdicts implements AutoCloseable {
  private static final int DIGITS = 3;
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * The first word on an event.
   *
   * @param dueSecond of the run, when the event should have been sent
   * @param micros from then until the word was heard
   */
  record Alert(double dueSecond, long micros, String device) {}

  private final RunClock clock;
  private final SentEvents sent;
  private final VerdictCodec codec = new VerdictCodec(WireOptions.PLAIN, Site.VERDICTS);
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final Map<Integer, Integer> revisions = new HashMap<>();
  private final Map<String, Long> byReason = new TreeMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final BitSet lastSaid = new BitSet();
  private long copies;
  private @Nullable Exception failure;
  private volatile boolean ending;

  HeardVerdicts(String bootstrap, SentEvents sent, RunClock clock) {
    this.clock = clock;
    this.sent = sent;
    this.consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", "100"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    WholeTopic.begin(consumer, Site.VERDICTS);
    this.thread = new Thread(this::listen, "heard-verdicts");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    try (consumer) {
      while (!ending) {
        var records = consumer.poll(POLL);
        long now = clock.nanos();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          hear(codec.decode(record.headers(), record.value()), now);
        }
      }
    } catch (Exception e) { // whatever it is ends the run: complain() is asked before its result
      synchronized (this) {
        failure = e;
      }
    }
  }

  private synchronized void hear(Verdict verdict, long nowNanos) {
    int number = SentEvents.number(verdict.header().eventId());
    long due = sent.due(number);
    int bit = 1 << verdict.revision();
    int before = revisions.getOrDefault(number, 0);
    if (bit >= Integer.highestOneBit(before)) {
      lastSaid.set(number, verdict.last());
    }
    if ((before & bit) != 0) {
      copies++;
      return;
    }
    revisions.put(number, before | bit);
    byReason.merge(verdict.reason() == null ? "cloud" : verdict.reason().wireName(), 1L, Long::sum);
    if (before == 0) {
      long micros = Math.max(0, nowNanos - due) / 1_000;
      alerts.add(new Alert(due / 1e9, micros, verdict.header().device()));
    }
  }

  /** Verdicts by why the edge gave them, or {@code cloud}. */
  synchronized Map<String, Long> byReason() {
    return new TreeMap<>(byReason);
  }

  /** Events on which the last word was said. */
  synchronized long lastWords() {
    return lastSaid.cardinality();
  }

  /** Events on which something was said. */
  synchronized long events() {
    return revisions.size();
  }

  synchronized long copies() {
    return copies;
  }

  /** In the order in which they were heard. */
  synchronized List<Alert> alerts() {
    return List.copyOf(alerts);
  }

  /** From when events were due until the first word on them, of those that were due then. */
  Histogram micros(double from, double to) {
    return micros(alert -> alert.dueSecond() >= from && alert.dueSecond() < to);
  }

  Histogram micros(Predicate<Alert> which) {
    var histogram = new Histogram(DIGITS);
    for (Alert alert : alerts()) {
      if (which.test(alert)) {
        histogram.recordValue(alert.micros());
      }
    }
    return histogram;
  }

  synchronized void complain() {
    if (failure != null) {
      throw new IllegalStateException("the verdicts cannot be read", failure);
    }
  }

  @Override
  public void close() throws InterruptedException {
    ending = true;
    thread.join();
  }
}
