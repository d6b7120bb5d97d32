package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** What events are judged with. */
final class GateOptions {
  static final ConfigOption<String> GATE_LOCATION =
      key("vedette.gate.location")
          .stringType()
          .defaultValue("classpath:gates/face")
          .withDescription("Folder or class-path prefix of the camera gate's artefact.");
  static final ConfigOption<Double> GATE_THRESHOLD =
      key("vedette.gate.threshold")
          .doubleType()
          .noDefaultValue()
          .withDescription("Score from which an event is positive; the artefact's own if unset.");
  static final ConfigOption<String> GATE_VARIANT =
      key("vedette.gate.variant")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Judge with this variant of the gate and no other; if unset, each batch is judged by the"
                  + " variant that is fastest at its size on the host.");
  static final ConfigOption<Integer> GATE_BATCH =
      key("vedette.gate.batch-size")
          .intType()
          .defaultValue(32)
          .withDescription("Largest micro-batch.");
  static final ConfigOption<Duration> GATE_WAIT =
      key("vedette.gate.batch-wait")
          .durationType()
          .defaultValue(Duration.ofMillis(2))
          .withDescription(
              "Longest that an event waits for its micro-batch to fill while more events are at hand;"
                  + " when there are none, the batch is judged at once.");
  static final ConfigOption<Double> DUTY_CYCLE =
      key("vedette.gate.duty-cycle")
          .doubleType()
          .defaultValue(1.0)
          .withDescription(
              "Share of the time, above 0 and at most 1, that the gate of one subtask may be busy, for"
                  + " boxes that overheat. Events that come while it is used up are not judged; they"
                  + " are counted with the outcome 'skipped'.");
  static final ConfigOption<String> RELEASE_KEYS =
      key("vedette.gate.release-keys")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder on every machine of the job with the public keys, NAME.pem, whose releases are"
                  + " believed. It is read anew for each release. If unset, all are refused.");
  static final ConfigOption<List<String>> RELEASE_ROOTS =
      key("vedette.gate.release-roots")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Folders, as URIs, below which the artefacts of releases may lie, in any file system"
                  + " that Flink has a plugin for.");
  static final ConfigOption<Duration> RELEASE_PATIENCE =
      key("vedette.gate.release-patience")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription("Longest that fetching the artefact of a release may take.");
  static final ConfigOption<Double> SHADOW_SHARE =
      key("vedette.gate.shadow-share")
          .doubleType()
          .defaultValue(0.2)
          .withDescription(
              "Share of the time, above 0 and at most 1, that a release on trial may take beside the"
                  + " gate that serves. It sees a part of the events where that is not enough.");
  static final ConfigOption<Map<String, String>> SENSOR_LIMITS =
      key("vedette.sensor.limits")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Limits by channel, as 'low..high', which each reading is judged by. With none and no"
                  + " vedette.sensor.gate.location, sensor events become dead letters.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(
          GATE_LOCATION,
          GATE_THRESHOLD,
          GATE_VARIANT,
          GATE_BATCH,
          GATE_WAIT,
          DUTY_CYCLE,
          RELEASE_KEYS,
          RELEASE_ROOTS,
          RELEASE_PATIENCE,
          SHADOW_SHARE,
          SENSOR_LIMITS);

  private GateOptions() {}
}
