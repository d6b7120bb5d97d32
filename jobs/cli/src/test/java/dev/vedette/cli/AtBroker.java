package dev.vedette.cli;

import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.simulators.broker.LocalBroker;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Commands against a broker that is there, and what the last one said. */
final class AtBroker implements AutoCloseable {
  private final LocalBroker broker = LocalBroker.start();
  final Admin admin =
      Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
  private Commands.Said said = new Commands.Said(0, "", "");

  int vedette(String... args) {
    said =
        Commands.run(
            Stream.concat(Stream.of(args), Stream.of("--bootstrap", broker.bootstrap()))
                .toArray(String[]::new));
    return said.code();
  }

  Commands.Said said() {
    return said;
  }

  /** A record that no command wrote. */
  void append(String topic, String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  /** The topic of the ledger, if it is there. */
  LedgerTopic ledger() throws Exception {
    Configuration config = new Configuration();
    config.set(VedetteOptions.BOOTSTRAP, broker.bootstrap());
    return LedgerTopic.reach(config);
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
