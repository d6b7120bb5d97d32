package dev.vedette.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.simulators.broker.LocalBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of a deployment, made on a broker that is there, and on one that is not. */
class TopicsMainIT {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(LocalBroker broker, String... args) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("job.yaml"),
            "vedette: {kafka: {bootstrap: '%s'}, topics: {prefix: p.}}"
                .formatted(broker.bootstrap()));
    String[] all = new String[args.length + 2];
    all[0] = "--config";
    all[1] = config.toString();
    System.arraycopy(args, 0, all, 2, args.length);
    out.reset();
    err.reset();
    return TopicsMain.run(
        all, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private static Configuration at(LocalBroker broker) {
    return Configuration.fromMap(Map.of(KafkaOptions.BOOTSTRAP.key(), broker.bootstrap()));
  }

  @Test
  void whatIsMissingIsCreatedAndASecondRunChangesNothing() throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        KafkaAdmin kafka = KafkaAdmin.reach(at(broker))) {
      assertThat(run(broker, "--partitions", "2", "--replication-factor", "1")).isZero();
      assertThat(out.toString(UTF_8).lines())
          .containsExactlyInAnyOrder(
              "created  p.control",
              "created  p.dead-letters",
              "created  p.deferred",
              "created  p.events.camera",
              "created  p.events.sensor",
              "created  p.ledger",
              "created  p.releases",
              "created  p.releases.status",
              "created  p.verdicts");
      var layouts = kafka.layouts(kafka.names());
      var settings = kafka.settings(kafka.names());
      assertThat(layouts.get("p.verdicts").partitions()).hasSize(2);
      assertThat(layouts.get("p.control").partitions()).hasSize(1);
      assertThat(settings.get("p.control")).containsEntry("cleanup.policy", "compact");

      assertThat(run(broker, "--partitions", "2", "--replication-factor", "1")).isZero();
      assertThat(out.toString(UTF_8).lines())
          .hasSize(9)
          .allMatch(line -> line.matches("is there p\\.[a-z.-]+"));
      assertThat(kafka.layouts(kafka.names())).isEqualTo(layouts);
      assertThat(kafka.settings(kafka.names())).isEqualTo(settings);
      assertThat(err.size()).isZero();
    }
  }

  @Test
  void whatIsThereOtherwiseIsToldAndLeftAsItIs() throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        KafkaAdmin kafka = KafkaAdmin.reach(at(broker))) {
      broker.createTopics(3, Map.of("message.timestamp.type", "LogAppendTime"), "p.control");

      assertThat(run(broker)).isZero();
      assertThat(out.toString(UTF_8))
          .contains(
              "created  p.ledger",
              "is there p.control, left with partitions=3 (plan: 1), cleanup.policy=delete (plan: compact), min.compaction.lag.ms=0 (plan: 604800000)");
      assertThat(kafka.layouts(List.of("p.control")).get("p.control").partitions()).hasSize(3);
    }
  }

  @Test
  void moreCopiesThanBrokersAreToldInOneLine() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      assertThat(run(broker, "--replication-factor", "3")).isEqualTo(1);
      assertThat(err.toString(UTF_8))
          .contains("cannot create the topic p.", "--replication-factor no more than");
      assertThat(err.toString(UTF_8).lines()).hasSize(1);
    }
  }

  @Test
  void aBrokerThatIsAwayIsToldInOneLine() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      broker.stop();
      assertThat(run(broker)).isEqualTo(1);
      assertThat(err.toString(UTF_8))
          .contains("no broker answers at " + broker.bootstrap(), "is it running");
      assertThat(err.toString(UTF_8).lines()).hasSize(1);
      assertThat(out.size()).isZero();
    }
  }
}
