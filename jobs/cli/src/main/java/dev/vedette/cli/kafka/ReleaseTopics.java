package dev.vedette.cli.kafka;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import dev.vedette.pipeline.ReleaseCodecs;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** The topics that releases are announced in and told of. */
public final class ReleaseTopics implements AutoCloseable {
  private final Topics topics;
  private final Properties clients;
  private final ReleaseCodecs codecs;
  private final TopicReader announced;
  private final TopicReader told;
  private int unreadable;

  private ReleaseTopics(
      Topics topics,
      Properties clients,
      ReleaseCodecs codecs,
      TopicReader announced,
      TopicReader told) {
    this.topics = topics;
    this.clients = clients;
    this.codecs = codecs;
    this.announced = announced;
    this.told = told;
  }

  /** Returns once the broker has answered and has both topics. */
  public static ReleaseTopics reach(ReadableConfig config)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    ReleaseCodecs codecs = ReleaseCodecs.of(config);
    Topics topics = Topics.of(config);
    try (Broker broker = Broker.reach(config)) {
      broker.require(List.of(topics.releases(), topics.releasesStatus()));
    }
    TopicReader announced = TopicReader.open(config, topics.releases());
    return new ReleaseTopics(
        topics,
        KafkaClients.properties(config),
        codecs,
        announced,
        TopicReader.open(config, topics.releasesStatus()));
  }

  /** What the topic of releases still holds, of all gates; nothing of it is believed yet. */
  public List<Announcement> announcements() throws FailedCommandException {
    List<Announcement> read = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : announced.toTheEnd()) {
      if (record.value() != null) {
        read(() -> read.add(codecs.announcements().decode(record.headers(), record.value())));
      }
    }
    return read;
  }

  /** What was told so far, of all gates. */
  public List<ReleaseStatus> statuses() throws FailedCommandException {
    return statuses(told.toTheEnd());
  }

  /** What has been told since, after a moment in which something might. */
  public List<ReleaseStatus> news() throws FailedCommandException {
    return statuses(told.next());
  }

  /** How many records were no releases and no lines about any, and are left out. */
  public int unreadable() {
    return unreadable;
  }

  private List<ReleaseStatus> statuses(List<ConsumerRecord<byte[], byte[]>> records)
      throws FailedCommandException {
    List<ReleaseStatus> read = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      read(() -> read.add(codecs.statuses().decode(record.headers(), record.value())));
    }
    return read;
  }

  private interface Reading {
    boolean take() throws UnreadableRecordException, SchemaRegistryException;
  }

  private void read(Reading reading) throws FailedCommandException {
    try {
      reading.take();
    } catch (UnreadableRecordException e) {
      unreadable++; // somebody else's mistake, which must not keep anybody from rolling back
    } catch (SchemaRegistryException e) {
      throw noRegistry(e);
    }
  }

  /** Returns when all replicas have it. */
  public void publish(Release release) throws FailedCommandException, InterruptedException {
    try {
      Encoded record = codecs.announcements().encode(release.announcement());
      byte[] key = release.gate().getBytes(StandardCharsets.UTF_8);
      AcknowledgedSend.of(
          clients,
          new ProducerRecord<>(topics.releases(), null, key, record.value(), record.headers()));
    } catch (SchemaRegistryException e) {
      throw noRegistry(e);
    } catch (KafkaException e) {
      throw notPublished(e);
    }
  }

  private FailedCommandException notPublished(KafkaException cause) {
    return new FailedCommandException(
        "nobody knows whether the release is in %s: %s. Look with 'vedette gate status', and announce it again if it is not there"
            .formatted(topics.releases(), cause.getMessage()),
        cause);
  }

  private static FailedCommandException noRegistry(SchemaRegistryException e) {
    return new FailedCommandException("the schema registry: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    announced.close();
    told.close();
  }
}
