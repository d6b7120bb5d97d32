package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** Which rejected events the cloud is asked about as well, to see what the gate misses. */
final class AuditOptions {
  static final ConfigOption<Double> SHARE =
      key("vedette.audit.share")
          .doubleType()
          .defaultValue(0.001)
          .withDescription(
              "Share of the rejected events, 0 to 1, that the cloud is asked about as well, so that it"
                  + " is known what the gate misses. They are drawn by their names, the same ones in every"
                  + " run; they pass the same budgets, caps and masks as questions and are paid for like"
                  + " these, are never deferred, and no verdict is said on them. 0 turns the audit off.");
  static final ConfigOption<Map<String, String>> SHARE_BY_SCOPE =
      key("vedette.audit.share-by-scope")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "The same for some, as TENANT/CLASS with * for any, such as acme/*: 0. The narrowest"
                  + " counts, a tenant's before a device class's.");
  static final ConfigOption<Integer> MOST_PER_HOUR =
      key("vedette.audit.device-hour-max")
          .intType()
          .defaultValue(32)
          .withDescription(
              "Most audits of one device in an hour, 8 or more. With every eighth of them the share"
                  + " halves for the rest of the hour, and what is drawn weighs the more.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL = List.of(SHARE, SHARE_BY_SCOPE, MOST_PER_HOUR);

  private AuditOptions() {}
}
