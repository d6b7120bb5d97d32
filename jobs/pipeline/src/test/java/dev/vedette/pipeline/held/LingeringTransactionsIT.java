package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.WholeTopic;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A run that was killed before it could end its transaction, on a real broker. */
class LingeringTransactionsIT {
  private static final String TOPIC = "dead-letters";
  private static final byte[] KILLED = {1};
  private static final byte[] LATER = {2};

  @Test
  void nobodyReadsWhatWasLeftOpenNorWaitsForItNorGoesOnWithIt() throws Exception {
    try (var broker = LocalBroker.start()) {
      broker.createTopics(1, TOPIC);
      var clients = new Properties();
      clients.setProperty("bootstrap.servers", broker.bootstrap());
      try (var killed = producer(Map.of("transactional.id", "letters-0-3"), broker);
          var later = producer(Map.of(), broker)) {
        killed.initTransactions();
        killed.beginTransaction();
        killed.send(new ProducerRecord<>(TOPIC, KILLED)).get();
        later.send(new ProducerRecord<>(TOPIC, LATER)).get();
        assertThat(WholeTopic.of(broker.bootstrap(), TOPIC)).as("before it is ended").isEmpty();

        new LingeringTransactions(clients).abort(new OpenTransaction("letters", 0, 3), 5);

        assertThat(WholeTopic.of(broker.bootstrap(), TOPIC))
            .extracting(record -> record.value()[0])
            .containsExactly(LATER[0]);
        assertThatThrownBy(killed::commitTransaction).isInstanceOf(KafkaException.class);
      }
    }
  }

  @Test
  void whatGoneSubtasksHaveOpenedSinceTheCheckpointIsEndedAndNothingElse() throws Exception {
    try (var broker = LocalBroker.start()) {
      broker.createTopics(1, TOPIC);
      var clients = new Properties();
      clients.setProperty("bootstrap.servers", broker.bootstrap());
      try (var ofMine = opened("letters-0-6", broker);
          var toCommit = opened("letters-2-5", broker);
          var ofGone = opened("letters-2-6", broker);
          var ofOthers = opened("other-letters-2-6", broker)) {
        new LingeringTransactions(clients).abortThoseOfGoneSubtasks("letters", 2, 5);

        assertThatThrownBy(ofGone::commitTransaction).isInstanceOf(KafkaException.class);
        ofMine.commitTransaction();
        toCommit.commitTransaction();
        ofOthers.commitTransaction();
      }
      assertThat(WholeTopic.of(broker.bootstrap(), TOPIC)).hasSize(3);
    }
  }

  private static KafkaProducer<byte[], byte[]> opened(String name, LocalBroker broker)
      throws Exception {
    KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", name), broker);
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(TOPIC, KILLED)).get();
    return producer;
  }

  private static KafkaProducer<byte[], byte[]> producer(
      Map<String, String> more, LocalBroker broker) {
    var properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrap());
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
