package dev.vedette.metrics;

import java.util.Optional;
import org.apache.flink.metrics.MetricConfig;

/**
 * What can be set under {@code metrics.reporter.<name>.}.
 *
 * @param host address to bind; all of them by default, because what scrapes a cluster is elsewhere
 * @param ports the first free one is taken
 * @param addressProperty system property that holds the endpoint's address while it is open. The
 *     port may be any, and this way the process that started the cluster can learn it although a
 *     plugin shares no class with it; that process chooses the name, so two clusters in one process
 *     do not collide.
 */
record ReporterOptions(String host, PortRange ports, Optional<String> addressProperty) {
  static final String HOST = "host";
  static final String PORT = "port";
  static final String ADDRESS_PROPERTY = "address-property";

  ReporterOptions {
    if (host.isBlank()) {
      throw new IllegalArgumentException(HOST + " is blank");
    }
  }

  static ReporterOptions from(MetricConfig config) {
    String property = config.getString(ADDRESS_PROPERTY, "").strip();
    return new ReporterOptions(
        config.getString(HOST, "0.0.0.0").strip(),
        PortRange.parse(config.getString(PORT, "9249")),
        property.isEmpty() ? Optional.empty() : Optional.of(property));
  }
}
