package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.kafka.LedgerBooks;
import dev.vedette.pipeline.VedetteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands against a broker that is there. */
@Timeout(120)
class OwnBrokerIT {
  private AtBroker at;

  @BeforeEach
  void start() {
    at = new AtBroker();
  }

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void topicsAreCreatedOnce() throws Exception {
    assertThat(at.vedette("topics", "create", "-Dvedette.topics.prefix=p.")).isZero();
    assertThat(at.said().out().lines())
        .containsExactly(
            "created  p.control",
            "created  p.dead-letters",
            "created  p.deferred",
            "created  p.events.camera",
            "created  p.events.sensor",
            "created  p.ledger",
            "created  p.releases",
            "created  p.releases.status",
            "created  p.verdicts");

    assertThat(at.vedette("topics", "create", "-Dvedette.topics.prefix=p.")).isZero();
    assertThat(at.said().out().lines()).hasSize(9).allMatch(line -> line.startsWith("is there "));

    var ledger = new ConfigResource(ConfigResource.Type.TOPIC, "p.ledger");
    var configs = at.admin.describeConfigs(List.of(ledger)).all().get().get(ledger);
    assertThat(configs.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
    assertThat(configs.get("cleanup.policy").value()).isEqualTo("delete");
    var events = new ConfigResource(ConfigResource.Type.TOPIC, "p.events.camera");
    assertThat(
            at.admin
                .describeConfigs(List.of(events))
                .all()
                .get()
                .get(events)
                .get("max.message.bytes")
                .value())
        .isEqualTo("" + (4 * 1024 * 1024 + 64 * 1024));
    assertThat(
            at.admin
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
    List<String> run = new ArrayList<>(List.of("run"));
    for (String set :
        List.of("url=http://127.0.0.1:1/v1", "model=m", "price.input=1", "price.output=1")) {
      run.addAll(List.of("-D", "vedette.provider." + set));
    }
    assertThat(at.vedette(run.toArray(String[]::new))).isEqualTo(1);
    assertThat(at.said().err()).contains("has no topic events.camera", "vedette topics create");
    assertThat(at.said().err().lines()).hasSize(1);
  }

  @Test
  void anEmptyLedgerAddsUpToNothing() throws Exception {
    at.vedette("topics", "create");
    Configuration config = new Configuration();
    config.set(VedetteOptions.BOOTSTRAP, at.bootstrap());

    assertThat(LedgerBooks.read(config)).isEqualTo(new LedgerBooks(0, Map.of(), 0));
  }
}
