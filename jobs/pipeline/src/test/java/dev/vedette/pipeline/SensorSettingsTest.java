package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.window.WindowPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorSettingsTest {
  private static final String LOCATION = "vedette.sensor.gate.location";
  private static final Map<String, String> TURBOFAN = Map.of(LOCATION, "classpath:gates/turbofan");

  @Test
  void withoutAGateForSensorsThereAreNoWindows() throws Exception {
    assertThat(settings(Map.of()).gate()).isEmpty();
    assertThat(settings(Map.of("vedette.sensor.limits.bar", "0..3")).gate()).isEmpty();
  }

  @Test
  void defaultsAreSane() throws Exception {
    SensorSettings settings = settings(TURBOFAN);
    assertThat(settings.gate())
        .hasValueSatisfying(
            gate -> {
              assertThat(gate.location()).isEqualTo("classpath:gates/turbofan");
              assertThat(gate.threshold()).isNull();
              assertThat(gate.variant()).isNull();
              assertThat(gate.maxBatch()).isEqualTo(GateOptions.GATE_BATCH.defaultValue());
            });
    assertThat(settings.windows().usual()).isEqualTo(WindowPolicy.DEFAULTS);
    assertThat(settings.windows().byDeviceClass()).isEmpty();
  }

  @Test
  void everyOptionArrives() throws Exception {
    SensorSettings settings =
        settings(
            with(
                "vedette.sensor.gate.threshold", "0.8",
                "vedette.sensor.gate.variant", "float32",
                "vedette.sensor.period", "2 s",
                "vedette.sensor.allowed-lateness", "20 s",
                "vedette.sensor.silence", "3 min",
                "vedette.sensor.classes.pump", "500ms 1s 2min",
                "vedette.sensor.classes.door", "- 0s 1h"));
    assertThat(settings.gate())
        .hasValueSatisfying(
            gate -> {
              assertThat(gate.threshold()).isEqualTo(0.8);
              assertThat(gate.variant()).isEqualTo("float32");
            });
    assertThat(settings.windows().usual())
        .isEqualTo(
            new WindowPolicy(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofMinutes(3)));
    assertThat(settings.windows().byDeviceClass())
        .containsEntry(
            "pump",
            new WindowPolicy(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMinutes(2)))
        .containsEntry("door", new WindowPolicy(null, Duration.ZERO, Duration.ofHours(1)));
  }

  @Test
  void aGateAndLimitsExcludeEachOther() {
    assertThatThrownBy(() -> settings(with("vedette.sensor.limits.bar", "0..3")).gate())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("vedette.sensor.gate.location and vedette.sensor.limits are both set")
        .hasMessageContaining("leave one of the two out");
  }

  @ParameterizedTest
  @CsvSource({
    "vedette.sensor.gate.threshold, 0.5",
    "vedette.sensor.gate.variant, float32",
    "vedette.sensor.period, 1 s",
    "vedette.sensor.classes.pump, 1s 1s 1s"
  })
  void whatNeedsAGateForSensorsIsRefusedWithoutOne(String option, String value) {
    assertThatThrownBy(() -> settings(Map.of(option, value)).gate())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("is set and vedette.sensor.gate.location is not");
  }

  @ParameterizedTest
  @CsvSource({
    "vedette.sensor.period, 0 s, period < 1 microsecond: PT0S",
    "vedette.sensor.allowed-lateness, -1 s, vedette.sensor.allowed-lateness",
    "vedette.sensor.silence, 0 s, vedette.sensor.silence is no time at all",
    "vedette.sensor.classes.pump, 1s 1s, '1s 1s' is not 'period allowed-lateness silence'"
  })
  void whatNoDeviceFollowsIsRefused(String option, String value, String message) {
    assertThatThrownBy(() -> settings(with(option, value)).windows())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theGatesManifestSaysWhatAWindowIs() throws Exception {
    var spec = Gates.windows(settings(TURBOFAN).gate().orElseThrow());
    assertThat(spec.samples()).isEqualTo(30);
    assertThat(spec.slide()).isOne();
    assertThat(spec.mostFilled()).isEqualTo(15);
    assertThat(spec.channels()).hasSize(14).startsWith("T24").endsWith("W32");
  }

  @Test
  void aGateForCamerasHasNoWindows() throws Exception {
    var camera = settings(Map.of(LOCATION, "classpath:gates/face")).gate().orElseThrow();
    assertThatThrownBy(() -> Gates.windows(camera)).isInstanceOf(IOException.class);
  }

  private static Map<String, String> with(String... pairs) {
    Map<String, String> options = new HashMap<>(TURBOFAN);
    for (int i = 0; i < pairs.length; i += 2) {
      options.put(pairs[i], pairs[i + 1]);
    }
    return options;
  }

  private static SensorSettings settings(Map<String, String> options) {
    return new SensorSettings(Configuration.fromMap(options));
  }
}
