package dev.vedette.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) throws Exception {
    return TopicsMain.run(
        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  @Test
  void helpNamesEveryArgument() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(UTF_8))
        .contains("--config FILE", "--partitions N", "--replication-factor N", "-Dkey=value");
    assertThat(err.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--partitions 0, --partitions is not between 1 and",
    "--partitions many, --partitions is no number: many",
    "--replication-factor 40000, --replication-factor is not between 1 and 32767: 40000",
    "--replication-factor, --replication-factor has no value",
    "--config, --config has no value",
    "create, unknown argument create",
  })
  void aWrongArgumentIsNamedWithTheUsage(String args, String message) throws Exception {
    assertThat(run(args.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).startsWith(message).contains("usage: --config FILE");
    assertThat(err.toString(UTF_8).lines()).hasSize(1);
    assertThat(out.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--config /none/job.yaml, cannot read the configuration file /none/job.yaml",
    "-Dvedette.deployment=a, vedette.kafka.bootstrap",
    "-Dvedette.kafka.bootstrp=a:1, did you mean vedette.kafka.bootstrap?",
  })
  void aConfigurationThatMakesNoSenseIsToldInOneLine(String args, String message) throws Exception {
    assertThat(run(args.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(message);
    assertThat(err.toString(UTF_8).lines()).hasSize(1);
  }

  @Test
  void whoLacksARightIsToldWhichOnesAreNeeded() {
    var refused = new ExecutionException(new TopicAuthorizationException("not authorized"));
    UnusableBrokerException told = KafkaAdmin.failed("broker:9092", "no answer", refused);
    assertThat(told).hasMessageContaining("broker:9092 does not let this user: not authorized");
    assertThat(TopicsMain.remedy(told.getCause())).contains("Create, Describe and DescribeConfigs");
  }

  @Test
  void moreCopiesThanBrokersAreToldHowToHaveFewer() {
    var refused = new ExecutionException(new InvalidReplicationFactorException("only 1 broker"));
    UnusableBrokerException told =
        KafkaAdmin.failed("broker:9092", "cannot create the topic t", refused);
    assertThat(told).hasMessage("cannot create the topic t: only 1 broker from broker:9092");
    assertThat(TopicsMain.remedy(told.getCause())).contains("--replication-factor");
  }
}
