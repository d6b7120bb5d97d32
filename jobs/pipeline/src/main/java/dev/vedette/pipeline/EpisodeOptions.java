package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** Which events of a device belong together. */
final class EpisodeOptions {
  static final ConfigOption<Duration> QUIET_GAP =
      key("vedette.episode.quiet-gap")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Event time without a positive event after which an episode is over.");
  static final ConfigOption<Duration> SILENCE =
      key("vedette.episode.silence")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Processing time after which a silent device's episode is over.");
  static final ConfigOption<Duration> ALLOWED_LATENESS =
      key("vedette.episode.allowed-lateness")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "How far an event may lie behind its device's newest; at most the quiet gap.");
  static final ConfigOption<Duration> ASK_AGAIN =
      key("vedette.episode.ask-again")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "Event time after which an episode that goes on is asked about again, and so on until"
                  + " it ends. If unset, it is asked about once, however long it lasts.");
  static final ConfigOption<Map<String, String>> EPISODE_CLASSES =
      key("vedette.episode.classes")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Other settings by device class, as 'quiet-gap silence allowed-lateness', or these and"
                  + " 'ask-again', which is '-' for once, such as door: '5s 10s 2s'. What is left"
                  + " unsaid of 'ask-again' is vedette.episode.ask-again.");
  static final ConfigOption<Duration> SILENT_AFTER =
      key("vedette.devices.silent-after")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "Without an event, a device that was heard before counts as silent in"
                  + " vedette_devices_silent, and the log names it.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(QUIET_GAP, SILENCE, ALLOWED_LATENESS, ASK_AGAIN, EPISODE_CLASSES, SILENT_AFTER);

  private EpisodeOptions() {}
}
