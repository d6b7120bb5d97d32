package dev.vedette.cli.matrix;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.kafka.TopicReader;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.OutcomeCodecs;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import dev.vedette.pipeline.wire.VerdictCodec;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The verdicts of one replay, as a consumer has them: by event, the highest revision counts. */
final class HeardVerdicts implements AutoCloseable {
  private final TopicReader reader;
  private final VerdictCodec codec;
  private String run = "";
  private Map<Place, Word> words = new HashMap<>();

  private HeardVerdicts(TopicReader reader, VerdictCodec codec) {
    this.reader = reader;
    this.codec = codec;
  }

  static HeardVerdicts open(ReadableConfig config)
      throws InvalidConfigurationException, FailedCommandException {
    TopicReader reader = TopicReader.open(config, Topics.of(config).verdicts());
    return new HeardVerdicts(reader, OutcomeCodecs.of(config).verdicts());
  }

  /** From now on those on events of this replay count, and no others. */
  void listenFor(String replay) {
    run = replay;
    words = new HashMap<>();
  }

  /** Hears what has been published until now; soon enough, as the topic forgets what is old. */
  void hear() throws FailedCommandException {
    reader.toTheEnd(this::take);
  }

  Map<Place, Word> words() {
    return Map.copyOf(words);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws FailedCommandException {
    try {
      var verdict = codec.decode(record.headers(), record.value());
      Place.in(run, verdict.header().eventId())
          .ifPresent(place -> words.merge(place, Word.of(verdict), Word::and));
    } catch (UnreadableRecordException | SchemaRegistryException e) {
      throw new FailedCommandException("a verdict cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
