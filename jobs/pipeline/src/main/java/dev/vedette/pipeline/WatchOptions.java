package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Which events count. */
final class WatchOptions {
  static final ConfigOption<String> WATCH_RULES =
      key("vedette.watch.rules")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "JSON file with what counts of which devices: zones and masks of their pictures, a least"
                  + " size, labels, hours, a cooldown. It is read where the job is submitted; a change counts from"
                  + " the next start on. If unset, everything counts.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL = List.of(WATCH_RULES);

  private WatchOptions() {}
}
