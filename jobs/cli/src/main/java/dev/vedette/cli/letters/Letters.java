package dev.vedette.cli.letters;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.kafka.Broker;
import dev.vedette.cli.kafka.TopicReader;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.OutcomeCodecs;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.wire.DeadLetterCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic of dead letters. */
final class Letters implements AutoCloseable {
  private final String topic;
  private final DeadLetterCodec codec;
  private final TopicReader reader;
  private int unreadable;

  /** A letter and its name. */
  record Placed(LetterPlace place, DeadLetter letter) {}

  /** What is done with a letter. */
  @FunctionalInterface
  interface Taker {
    void take(Placed letter) throws FailedCommandException;
  }

  private Letters(String topic, DeadLetterCodec codec, TopicReader reader) {
    this.topic = topic;
    this.codec = codec;
    this.reader = reader;
  }

  /** Returns once the broker has answered and has the topic. */
  static Letters reach(ReadableConfig config)
      throws InvalidConfigurationException, FailedCommandException, InterruptedException {
    String topic = Topics.of(config).deadLetters();
    DeadLetterCodec codec = OutcomeCodecs.of(config).deadLetters();
    try (Broker broker = Broker.reach(config)) {
      broker.require(List.of(topic));
    }
    return new Letters(topic, codec, TopicReader.open(config, topic));
  }

  /** The last ones written since then that fit, in the order of their partitions. */
  Collection<Placed> last(int most, Instant since, Predicate<DeadLetter> fits)
      throws FailedCommandException {
    Deque<Placed> last = new ArrayDeque<>();
    each(
        since,
        fits,
        one -> {
          last.addLast(one);
          if (last.size() > most) {
            last.removeFirst();
          }
        });
    return last;
  }

  /** Hands over all that were written since then and fit, one by one: many may be large. */
  void each(Instant since, Predicate<DeadLetter> fits, Taker taker) throws FailedCommandException {
    reader.seek(since);
    reader.toTheEnd(
        record -> {
          Optional<Placed> one = read(record).filter(letter -> fits.test(letter.letter()));
          if (one.isPresent()) {
            taker.take(one.get());
          }
        });
  }

  /** The letter at a place. */
  Placed at(LetterPlace place) throws FailedCommandException {
    var record = reader.at(place.partition(), place.offset());
    Optional<Placed> letter = record.isEmpty() ? Optional.empty() : read(record.get());
    return letter.orElseThrow(
        () ->
            new FailedCommandException(
                "there is no dead letter at %s of %s, or no longer: 'vedette dead-letters list' shows what is there"
                    .formatted(place, topic)));
  }

  /** How many records were no dead letters, and are left out. */
  int unreadable() {
    return unreadable;
  }

  private Optional<Placed> read(ConsumerRecord<byte[], byte[]> record)
      throws FailedCommandException {
    try {
      return Optional.of(
          new Placed(
              new LetterPlace(record.partition(), record.offset()),
              codec.decode(record.headers(), record.value())));
    } catch (UnreadableRecordException e) {
      unreadable++;
      return Optional.empty();
    } catch (SchemaRegistryException e) {
      throw new FailedCommandException("the schema registry: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
