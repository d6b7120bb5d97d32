package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.kafka.LedgerBooks;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.simulators.broker.LocalBroker;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands against a broker that is there. */
@Timeout(120)
class OwnBrokerIT {
  private LocalBroker broker;
  private Admin admin;
  private Commands.Said said;

  @BeforeEach
  void start() {
    broker = LocalBroker.start();
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
  }

  @AfterEach
  void stop() {
    admin.close();
    broker.close();
  }

  private int vedette(String... args) {
    said =
        Commands.run(
            Stream.concat(Stream.of(args), Stream.of("--bootstrap", broker.bootstrap()))
                .toArray(String[]::new));
    return said.code();
  }

  @Test
  void topicsAreCreatedOnce() throws Exception {
    assertThat(vedette("topics", "create", "-Dvedette.topics.prefix=p.")).isZero();
    assertThat(said.out().lines())
        .containsExactly(
            "created  p.dead-letters",
            "created  p.events.camera",
            "created  p.events.sensor",
            "created  p.ledger",
            "created  p.releases",
            "created  p.releases.status",
            "created  p.verdicts");

    assertThat(vedette("topics", "create", "-Dvedette.topics.prefix=p.")).isZero();
    assertThat(said.out().lines()).hasSize(7).allMatch(line -> line.startsWith("is there "));

    var ledger = new ConfigResource(ConfigResource.Type.TOPIC, "p.ledger");
    var configs = admin.describeConfigs(List.of(ledger)).all().get().get(ledger);
    assertThat(configs.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
    assertThat(configs.get("cleanup.policy").value()).isEqualTo("delete");
    var events = new ConfigResource(ConfigResource.Type.TOPIC, "p.events.camera");
    assertThat(
            admin
                .describeConfigs(List.of(events))
                .all()
                .get()
                .get(events)
                .get("max.message.bytes")
                .value())
        .isEqualTo("" + (4 * 1024 * 1024 + 64 * 1024));
    assertThat(
            admin
                .describeConfigs(List.of(events))
                .all()
                .get()
                .get(events)
                .get("retention.bytes")
                .isDefault())
        .isTrue();
  }

  @Test
  void aJobWithoutItsTopicsIsToldHowToMakeThem() {
    assertThat(vedette("run")).isEqualTo(1);
    assertThat(said.err()).contains("has no topic events.camera", "vedette topics create");
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void anEmptyLedgerAddsUpToNothing() throws Exception {
    vedette("topics", "create");
    Configuration config = new Configuration();
    config.set(VedetteOptions.BOOTSTRAP, broker.bootstrap());

    assertThat(LedgerBooks.read(config)).isEqualTo(new LedgerBooks(0, Map.of(), 0));
  }
}
