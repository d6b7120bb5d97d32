package dev.vedette.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.pipeline.InvalidConfigurationException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSetupTest {
  private static int parallelism(Map<String, String> options) throws Exception {
    return ClusterSetup.parallelism(Configuration.fromMap(options));
  }

  @Test
  void aJobHasAsManySubtasksAsItsConfigurationSays() throws Exception {
    assertThat(parallelism(Map.of("parallelism.default", "3"))).isEqualTo(3);
  }

  @Test
  void aJobThatSaysNothingHasOne() throws Exception {
    assertThat(parallelism(Map.of())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many"})
  void whatIsNoNumberOfSubtasksIsRefusedByName(String value) {
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> parallelism(Map.of("parallelism.default", value)))
        .withMessageContaining("parallelism.default")
        .withMessageContaining(value);
  }
}
