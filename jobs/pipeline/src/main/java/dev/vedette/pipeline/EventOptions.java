package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** What is taken for an event, and for how long. */
final class EventOptions {
  static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      key("vedette.events.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription("How far watermarks stay behind the newest event of a partition.");
  static final ConfigOption<Duration> IDLENESS =
      key("vedette.events.idleness")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("After which a silent partition no longer holds event time back.");
  static final ConfigOption<Long> MAX_PAYLOAD_BYTES =
      key("vedette.events.max-payload-bytes")
          .longType()
          .defaultValue(4L * 1024 * 1024)
          .withDescription(
              "Largest picture that is read; larger ones become dead letters. At most 1 GiB.");
  static final ConfigOption<Duration> ALLOWED_AHEAD =
      key("vedette.events.allowed-ahead")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("How far a device's clock may run ahead of the broker's.");
  static final ConfigOption<Duration> DUPLICATE_WINDOW =
      key("vedette.events.duplicate-window")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "How long an event id is remembered at least, to recognise a second one; at most twice"
                  + " as long.");
  static final ConfigOption<List<String>> PICTURE_ROOTS =
      key("vedette.pictures.roots")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "URIs below which pictures may lie that come by reference. None by default.");
  static final ConfigOption<Duration> PICTURE_PATIENCE =
      key("vedette.pictures.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription(
              "Longest that a picture by reference is read; the gate waits for it. After that the"
                  + " event becomes a dead letter.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(
          OUT_OF_ORDERNESS,
          IDLENESS,
          MAX_PAYLOAD_BYTES,
          ALLOWED_AHEAD,
          DUPLICATE_WINDOW,
          PICTURE_ROOTS,
          PICTURE_PATIENCE);

  private EventOptions() {}
}
