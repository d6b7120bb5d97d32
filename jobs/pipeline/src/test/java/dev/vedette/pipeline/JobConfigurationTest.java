package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobConfigurationTest {
  @TempDir Path folder;

  @Test
  void nestedAndDottedKeysMeanTheSame() throws Exception {
    Configuration config =
        load(
            """
            vedette:
              kafka:
                bootstrap: broker:9092
                properties:
                  client.rack: a
              topics.events: [one, two]
            vedette.ask.permits: 7
            """);
    assertThat(config.get(KafkaOptions.BOOTSTRAP)).isEqualTo("broker:9092");
    assertThat(config.get(KafkaOptions.KAFKA_PROPERTIES)).isEqualTo(Map.of("client.rack", "a"));
    assertThat(config.get(KafkaOptions.EVENT_TOPICS)).isEqualTo(List.of("one", "two"));
    assertThat(config.get(AskOptions.PERMITS)).isEqualTo(7);
  }

  @Test
  void singleOptionsStandOverTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("job.yaml"), "vedette.ask.permits: 7\n");
    Configuration config = JobConfiguration.load(file, Map.of(AskOptions.PERMITS.key(), "9"));
    assertThat(config.get(AskOptions.PERMITS)).isEqualTo(9);
  }

  @Test
  void typingErrorsAreRefused() {
    assertThatThrownBy(() -> load("vedette.ask.permit: 7\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(
            "unknown option vedette.ask.permit (did you mean vedette.ask.permits?)");
  }

  @Test
  void whatIsFarFromEveryOptionIsComparedWithNone() {
    assertThatThrownBy(() -> load("vedette.budget.monthly: 7\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage("unknown option vedette.budget.monthly; CONFIGURATION.md lists them all");
  }

  @Test
  void onlyAMapHasKeysBelowItsOwn() throws Exception {
    assertThatThrownBy(() -> load("vedette.ask.permits.max: 4\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("unknown option vedette.ask.permits.max")
        .hasMessageContaining("vedette.ask.permits?");
    assertThat(load("vedette.sensor.limits.celsius: -5..80\n").get(GateOptions.SENSOR_LIMITS))
        .containsEntry("celsius", "-5..80");
  }

  @Test
  void whatIsNotYamlIsRefusedByName() {
    assertThatThrownBy(() -> load("a: [\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("job.yaml is not YAML");
  }

  @Test
  void missingFileIsRefusedByName() {
    assertThatThrownBy(() -> JobConfiguration.load(folder.resolve("none.yaml"), Map.of()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void flinkIsStrictUnlessTheUserSaysOtherwise() throws Exception {
    Configuration config = load("execution.checkpointing.interval: 3 s\n");
    assertThat(config.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(config.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(config.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aJobThatWasKilledIsSoonBackUnlessTheUserSaysOtherwise() throws Exception {
    Configuration config = load("vedette.ask.permits: 7\n");
    assertThat(config.get(ExecutionOptions.SNAPSHOT_COMPRESSION)).isTrue();
    assertThat(
            config.get(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(
            load("execution.checkpointing.snapshot-compression: false\n")
                .get(ExecutionOptions.SNAPSHOT_COMPRESSION))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution.checkpointing.unaligned.recover-output-on-downstream.enabled: false",
        "execution.checkpointing.during-recovery.enabled: true"
      })
  void whatLetsNewLinesOfTheLedgerPassOldOnesIsRefused(String option) {
    assertThatThrownBy(() -> load(option + "\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(option.replace(":", " ="))
        .hasMessageContaining("leave it unset");
  }

  @Test
  void aSwitchOfFlinksThatTheJobInsistsOnIsNamedWhereItCannotBeRead() {
    assertThatThrownBy(() -> load("execution.checkpointing.during-recovery.enabled: maybe\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("execution.checkpointing.during-recovery.enabled");
  }

  /** It would make many subtasks of what has to be one. */
  @Test
  void reactiveModeIsRefusedAndTheWayToScaleIsNamed() throws Exception {
    assertThatThrownBy(() -> load("scheduler-mode: reactive\n"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("scheduler-mode = reactive")
        .hasMessageContaining("jobmanager.scheduler: adaptive");
    assertThat(load("jobmanager.scheduler: adaptive\n")).isNotNull();
  }

  private Configuration load(String yaml) throws Exception {
    return JobConfiguration.load(Files.writeString(folder.resolve("job.yaml"), yaml), Map.of());
  }

  @Test
  void aFileThatIsOnlyAWordHoldsNoKeys(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("vedette.yaml"), "broker\n");
    assertThatThrownBy(() -> JobConfiguration.load(file, Map.of()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("holds no keys and values");
  }
}
