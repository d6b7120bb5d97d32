package dev.vedette.pipeline;

import dev.vedette.core.window.WindowPolicy;
import dev.vedette.djl.GateSource;
import dev.vedette.flink.WindowSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** What the options say of windows of readings. */
final class SensorSettings {
  private static final String NO_PERIOD = "-";

  private final OptionReader options;

  SensorSettings(ReadableConfig config) {
    this.options = new OptionReader(config);
  }

  /** The gate that judges windows; empty where readings are judged one by one, or not at all. */
  Optional<GateSource> gate() throws InvalidConfigurationException {
    Optional<String> location = options.optional(SensorOptions.SENSOR_GATE_LOCATION);
    if (location.isEmpty()) {
      refuseWithoutGate(
          List.of(
              SensorOptions.SENSOR_GATE_THRESHOLD,
              SensorOptions.SENSOR_GATE_VARIANT,
              SensorOptions.SENSOR_PERIOD,
              SensorOptions.SENSOR_CLASSES));
      return Optional.empty();
    }
    if (!options.get(GateOptions.SENSOR_LIMITS).isEmpty()) {
      throw new InvalidConfigurationException(
          "%s and %s are both set: readings are judged by a gate, in windows, or by limits, one by"
                  .formatted(
                      SensorOptions.SENSOR_GATE_LOCATION.key(), GateOptions.SENSOR_LIMITS.key())
              + " one; leave one of the two out");
    }
    Double threshold = options.optional(SensorOptions.SENSOR_GATE_THRESHOLD).orElse(null);
    String variant = options.optional(SensorOptions.SENSOR_GATE_VARIANT).orElse(null);
    int maxBatch = options.get(GateOptions.GATE_BATCH);
    return Optional.of(
        options.valid(
            () -> new GateSource(location.get(), threshold, variant, maxBatch),
            SensorOptions.SENSOR_GATE_LOCATION,
            SensorOptions.SENSOR_GATE_THRESHOLD,
            SensorOptions.SENSOR_GATE_VARIANT,
            GateOptions.GATE_BATCH));
  }

  private void refuseWithoutGate(List<ConfigOption<?>> needGate)
      throws InvalidConfigurationException {
    for (ConfigOption<?> option : needGate) {
      if (options.optional(option).isPresent()) {
        throw new InvalidConfigurationException(
            "%s is set and %s is not: without a gate for sensors there are no windows"
                .formatted(option.key(), SensorOptions.SENSOR_GATE_LOCATION.key()));
      }
    }
  }

  WindowSettings windows() throws InvalidConfigurationException {
    @Nullable Duration period = options.optional(SensorOptions.SENSOR_PERIOD).orElse(null);
    Duration allowedLateness = options.notNegative(SensorOptions.SENSOR_ALLOWED_LATENESS);
    Duration silence = options.positive(SensorOptions.SENSOR_SILENCE);
    WindowPolicy usual =
        options.valid(
            () -> new WindowPolicy(period, allowedLateness, silence),
            SensorOptions.SENSOR_PERIOD,
            SensorOptions.SENSOR_ALLOWED_LATENESS,
            SensorOptions.SENSOR_SILENCE);
    Map<String, WindowPolicy> classes = new HashMap<>();
    for (var given : options.get(SensorOptions.SENSOR_CLASSES).entrySet()) {
      classes.put(
          given.getKey(),
          options.valid(() -> policy(given.getValue()), SensorOptions.SENSOR_CLASSES));
    }
    return new WindowSettings(usual, classes);
  }

  private static WindowPolicy policy(String words) {
    String[] parts = words.trim().split("\\s+", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "'%s' is not 'period allowed-lateness silence'".formatted(words));
    }
    return new WindowPolicy(
        parts[0].equals(NO_PERIOD) ? null : TimeUtils.parseDuration(parts[0]),
        TimeUtils.parseDuration(parts[1]),
        TimeUtils.parseDuration(parts[2]));
  }
}
