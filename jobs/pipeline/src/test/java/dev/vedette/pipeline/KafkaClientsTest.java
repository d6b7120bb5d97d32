package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClientsTest {
  @Test
  void passwordTravelsAsAReferenceToItsFile() throws Exception {
    var config =
        Configuration.fromMap(
            Map.of(
                "vedette.kafka.bootstrap", "broker:9093",
                "vedette.kafka.username", "vedette",
                "vedette.kafka.password-file", "/run/secrets/kafka-password"));
    var properties = KafkaClients.properties(config);
    assertThat(properties.getProperty("security.protocol")).isEqualTo("SASL_SSL");
    assertThat(properties.getProperty("sasl.jaas.config"))
        .contains("vedettePasswordFile=\"/run/secrets/kafka-password\"");
  }

  @Test
  void usernameWithoutPasswordFileIsRefused() {
    var config =
        Configuration.fromMap(
            Map.of("vedette.kafka.bootstrap", "b:9093", "vedette.kafka.username", "vedette"));
    assertThatThrownBy(() -> KafkaClients.properties(config))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("vedette.kafka.password-file");
  }

  @Test
  void aTruststoreIsOfUseWithoutAUserToo() throws Exception {
    var properties =
        KafkaClients.properties(
            Configuration.fromMap(
                Map.of(
                    "vedette.kafka.bootstrap", "broker:9093",
                    "vedette.kafka.truststore-file", "/run/secrets/ca.pem")));
    assertThat(properties)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.location", "/run/secrets/ca.pem")
        .containsEntry("ssl.engine.factory.class", TlsFiles.class.getName());
  }

  @ParameterizedTest
  @CsvSource({"SSL,true", "sasl_ssl,true", "PLAINTEXT,false", "SASL_PLAINTEXT,false"})
  void certificatesAreReadAgainWhereverTheProtocolHasSome(String protocol, boolean read)
      throws Exception {
    var properties =
        KafkaClients.properties(
            Configuration.fromMap(
                Map.of(
                    "vedette.kafka.bootstrap",
                    "broker:9093",
                    "vedette.kafka.properties.security.protocol",
                    protocol)));
    assertThat(properties.containsKey("ssl.engine.factory.class")).isEqualTo(read);
  }

  @Test
  void whoeverHasTlsOfTheirOwnKeepsIt() throws Exception {
    var properties =
        KafkaClients.properties(
            Configuration.fromMap(
                Map.of(
                    "vedette.kafka.bootstrap", "broker:9093",
                    "vedette.kafka.truststore-file", "/run/secrets/ca.pem",
                    "vedette.kafka.properties.ssl.engine.factory.class", "com.acme.Tls")));
    assertThat(properties).containsEntry("ssl.engine.factory.class", "com.acme.Tls");
  }

  @Test
  void aProducerThatIsHandedBatchesWaitsForNothingAndPassesItsLargestRecordAndAnyOfAMegabyte() {
    var clients = new Properties();
    assertThat(KafkaClients.inBatches(clients, 1))
        .containsEntry("max.request.size", "1048576")
        .containsEntry("buffer.memory", "1310720")
        .containsEntry("linger.ms", "0");
    assertThat(KafkaClients.inBatches(clients, 5_000_000))
        .containsEntry("max.request.size", "5000000")
        .containsEntry("buffer.memory", "5262144");
    clients.setProperty("buffer.memory", "1000000");
    clients.setProperty("linger.ms", "20");
    assertThat(KafkaClients.inBatches(clients, 1))
        .containsEntry("buffer.memory", "1000000")
        .containsEntry("linger.ms", "20");
  }

  /** The job would start again, and write the same. */
  @Test
  void aProducerThatIsHandedBatchesGivesNoneUpThoughTheBrokerMakesItWaitUnlessOtherwiseSaid() {
    var clients = new Properties();
    assertThat(KafkaClients.inBatches(clients, 1))
        .containsEntry("delivery.timeout.ms", "2147483647");
    clients.setProperty("delivery.timeout.ms", "60000");
    assertThat(KafkaClients.inBatches(clients, 1)).containsEntry("delivery.timeout.ms", "60000");
  }

  @Test
  void furtherPropertiesStandOverAll() throws Exception {
    var properties =
        KafkaClients.properties(
            Configuration.fromMap(
                Map.of(
                    "vedette.kafka.bootstrap", "broker:9093",
                    "vedette.kafka.truststore-file", "/run/secrets/ca.pem",
                    "vedette.kafka.properties.security.protocol", "SASL_SSL")));
    assertThat(properties).containsEntry("security.protocol", "SASL_SSL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.key.password",
        "ssl.keystore.password",
        "ssl.truststore.password",
        "ssl.keystore.key",
        "sasl.oauthbearer.client.credentials.client.secret",
        "acme.login.Passphrase",
      })
  void aSecretAmongTheFurtherPropertiesIsRefusedWithoutBeingTold(String property) {
    var config =
        Configuration.fromMap(
            Map.of(
                "vedette.kafka.bootstrap",
                "broker:9093",
                "vedette.kafka.properties." + property,
                "hunter2"));
    assertThatThrownBy(() -> KafkaClients.properties(config))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("vedette.kafka.properties." + property + " is a secret")
        .hasMessageContaining("vedette.kafka.password-file")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whereAKeyIsIsNoSecret() throws Exception {
    var properties =
        KafkaClients.properties(
            Configuration.fromMap(
                Map.of(
                    "vedette.kafka.bootstrap", "broker:9093",
                    "vedette.kafka.properties.ssl.keystore.type", "PEM",
                    "vedette.kafka.properties.ssl.keystore.location", "/run/secrets/key.pem")));
    assertThat(properties)
        .containsEntry("ssl.keystore.type", "PEM")
        .containsEntry("ssl.keystore.location", "/run/secrets/key.pem");
  }

  @Test
  void aTransactionIsKeptAsLongAsABrokerAllowsByDefaultUnlessOtherwiseSaid() throws Exception {
    var usual =
        KafkaClients.properties(
            Configuration.fromMap(Map.of("vedette.kafka.bootstrap", "broker:9093")));
    assertThat(KafkaClients.inTransactions(usual))
        .containsEntry("transaction.timeout.ms", "900000")
        .containsEntry("bootstrap.servers", "broker:9093");
    var longer =
        KafkaClients.properties(
            Configuration.fromMap(
                Map.of(
                    "vedette.kafka.bootstrap", "broker:9093",
                    "vedette.kafka.properties.transaction.timeout.ms", "3600000")));
    assertThat(KafkaClients.inTransactions(longer))
        .containsEntry("transaction.timeout.ms", "3600000");
  }

  @Test
  void withoutATruststoreNothingIsSaidAboutTheProtocol() throws Exception {
    var properties =
        KafkaClients.properties(
            Configuration.fromMap(Map.of("vedette.kafka.bootstrap", "one:9092,[::1]:9092")));
    assertThat(properties).doesNotContainKey("security.protocol");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker", "broker:", ":9092", "one:9092;two:9092", "one:9092,"})
  void whatIsNoHostAndPortIsRefused(String brokers) {
    var config = Configuration.fromMap(Map.of("vedette.kafka.bootstrap", brokers));
    assertThatThrownBy(() -> KafkaClients.properties(config))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("vedette.kafka.bootstrap")
        .hasMessageContaining("is not host:port");
  }
}
