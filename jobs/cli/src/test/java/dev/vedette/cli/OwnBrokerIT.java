package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.pipeline.VedetteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.NewTopic;
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
    assertThat(run()).isEqualTo(1);
    at.said().inOneLine("has no topic events.camera", "vedette topics create");
  }

  @Test
  void aTopicThatForgetsQuestionsTooSoonIsTold() {
    at.vedette("topics", "create");
    String longer = "-Dvedette.deferred.rules=face:5 12h";
    assertThat(run(longer, "-Dvedette.journal.memory=12 h")).isEqualTo(1);
    at.said()
        .inOneLine(
            "deferred has retention.ms=25200000, and would lose questions that are kept for 12 h",
            "--add-config retention.ms=43200000");
  }

  @Test
  void aTopicOfOrdersThatForgetsThemIsTold() throws Exception {
    var byHand = new NewTopic("control", 1, (short) 1);
    at.admin.createTopics(List.of(byHand.configs(Map.of("cleanup.policy", "delete")))).all().get();
    at.vedette("topics", "create");
    assertThat(run()).isEqualTo(1);
    at.said().inOneLine("control has cleanup.policy=delete", "would lose orders");
  }

  private int run(String... more) {
    List<String> run = new ArrayList<>(List.of("run"));
    for (String set :
        List.of("url=http://127.0.0.1:1/v1", "model=m", "price.input=1", "price.output=1")) {
      run.addAll(List.of("-D", "vedette.provider." + set));
    }
    run.addAll(List.of(more));
    return at.vedette(run.toArray(String[]::new));
  }

  @Test
  void anEmptyLedgerAddsUpToNothing() throws Exception {
    at.vedette("topics", "create");
    Configuration config = new Configuration();
    config.set(VedetteOptions.BOOTSTRAP, at.bootstrap());

    assertThat(LedgerTopic.reach(config).books().calls()).isEmpty();
  }
}
