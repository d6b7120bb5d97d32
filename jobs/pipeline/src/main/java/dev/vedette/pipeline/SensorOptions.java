package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** How the readings of sensors become windows, and what judges these. */
final class SensorOptions {
  static final ConfigOption<String> SENSOR_GATE_LOCATION =
      key("vedette.sensor.gate.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder or class-path prefix of the sensor gate's artefact, such as"
                  + " classpath:gates/turbofan. Readings of sensors then form the windows that it"
                  + " judges. Not together with vedette.sensor.limits.");
  static final ConfigOption<Double> SENSOR_GATE_THRESHOLD =
      key("vedette.sensor.gate.threshold")
          .doubleType()
          .noDefaultValue()
          .withDescription("Score from which a window is positive; the artefact's own if unset.");
  static final ConfigOption<String> SENSOR_GATE_VARIANT =
      key("vedette.sensor.gate.variant")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Judge windows with this variant of the sensor gate and no other; as for"
                  + " vedette.gate.variant if unset.");
  static final ConfigOption<Duration> SENSOR_PERIOD =
      key("vedette.sensor.period")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "Device time from one reading to the next. Where more has passed, the reading before"
                  + " stands in for those that are missing; after more than a window's time a device"
                  + " begins anew. If unset, only the order of readings counts.");
  static final ConfigOption<Duration> SENSOR_ALLOWED_LATENESS =
      key("vedette.sensor.allowed-lateness")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How far a reading may lie behind its device's newest and still take its place among"
                  + " the others.");
  static final ConfigOption<Duration> SENSOR_SILENCE =
      key("vedette.sensor.silence")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "Processing time without a reading in time after which a device's readings are forgotten"
                  + " and its clock is given up; never shorter than a window of periods. Without a"
                  + " period, set it longer than devices pause.");
  static final ConfigOption<Map<String, String>> SENSOR_CLASSES =
      key("vedette.sensor.classes")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Other settings by device class, as 'period allowed-lateness silence', such as"
                  + " pump: '1s 10s 5min'; - for no period.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(
          SENSOR_GATE_LOCATION,
          SENSOR_GATE_THRESHOLD,
          SENSOR_GATE_VARIANT,
          SENSOR_PERIOD,
          SENSOR_ALLOWED_LATENESS,
          SENSOR_SILENCE,
          SENSOR_CLASSES);

  private SensorOptions() {}
}
