package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path folder;

  @Test
  void singleOptionsStandOverTheFile() throws Exception {
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, "vedette: {deployment: plant-7, kafka: {bootstrap: 'one:9092'}}");
    Configuration config = configuration("--config", file.toString(), "-Dvedette.deployment=a=b");
    assertThat(config.get(KafkaOptions.DEPLOYMENT)).isEqualTo("a=b");
    assertThat(config.get(KafkaOptions.BOOTSTRAP)).isEqualTo("one:9092");
  }

  @Test
  void theLastOfTwoSingleOptionsCounts() throws Exception {
    assertThat(
            configuration("-Dvedette.deployment=one", "-Dvedette.deployment=two")
                .get(KafkaOptions.DEPLOYMENT))
        .isEqualTo("two");
  }

  @Test
  void withoutAFileTheJobStillHasWhatItNeedsOfFlink() throws Exception {
    assertThat(configuration().get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config", "-D=x", "-Dvedette.deployment", "--help", "job.yaml"})
  void anythingElseIsAnsweredWithTheUsage(String argument) {
    assertThatThrownBy(() -> configuration(argument))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("unknown argument " + argument)
        .hasMessageContaining("usage: --config FILE [-Dkey=value …]");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    String missing = folder.resolve("missing.yaml").toString();
    assertThatThrownBy(() -> configuration("--config", missing))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(missing);
  }

  @Test
  void anOptionThatDoesNotExistIsRefusedAlsoWithoutAFile() {
    assertThatThrownBy(() -> configuration("-Dvedette.deploymnt=x"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("did you mean vedette.deployment?");
  }

  private static Configuration configuration(String... arguments)
      throws InvalidConfigurationException {
    return Main.configuration(arguments);
  }
}
