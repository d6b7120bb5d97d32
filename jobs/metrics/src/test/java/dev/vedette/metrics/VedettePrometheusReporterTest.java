package dev.vedette.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VedettePrometheusReporterTest {
  private static final String PREFIX = "metrics.reporter.vedette.";
  private static final String PROPERTY = "vedette.test.reporter.address";

  private final VedettePrometheusReporter reporter = new VedettePrometheusReporter();

  @AfterEach
  void closeTheReporter() {
    reporter.close();
  }

  @Test
  void flinkFindsItAsAServiceAndTheAddressIsInTheProperty() throws Exception {
    MetricRegistryImpl registry = registry(configuration("0"));
    try {
      MetricGroup vedette = taskManager(registry).addGroup("vedette");
      vedette.addGroup("outcome", "rejected").counter("vedette_events_total").inc(3);
      vedette.addGroup("le", "quick").counter("vedette_gate_seconds_bucket");

      String address = System.getProperty(PROPERTY);
      assertThat(address).matches("http://localhost:\\d+/metrics");
      for (Exposition scraped : List.of(Scraper.text(address), Scraper.openMetrics(address))) {
        assertThat(
                scraped.value(
                    "vedette_events_total", "host", "box", "tm_id", "tm", "outcome", "rejected"))
            .isEqualTo(3);
        assertThat(scraped.families()).doesNotContainKey("vedette_gate_seconds");
      }
    } finally {
      registry.closeAsync().join();
    }
    assertThat(System.getProperty(PROPERTY)).isNull();
  }

  @Test
  void aClosedGroupTakesItsMetricsWithIt() throws Exception {
    MetricRegistryImpl registry = registry(configuration("0"));
    try {
      TaskManagerMetricGroup group = taskManager(registry);
      Counter counter = group.addGroup("Netty").addGroup("channel", "7").counter("bytes");
      counter.inc();
      String name = "flink_taskmanager_Netty_channel_bytes_total";
      assertThat(Scraper.text(System.getProperty(PROPERTY)).value(name, "channel", "7"))
          .isEqualTo(1);

      group.close();
      assertThat(Scraper.text(System.getProperty(PROPERTY)).families())
          .containsOnlyKeys(LeftOut.FAMILY);
    } finally {
      registry.closeAsync().join();
    }
  }

  @Test
  void variablesExcludedInFlinksConfigurationAreNoLabels() throws Exception {
    Configuration configuration = configuration("0");
    configuration.setString(PREFIX + "scope.variables.excludes", "tm_id;host");
    configuration.setString(PREFIX + "scope.variables.additional", "site:north");
    MetricRegistryImpl registry = registry(configuration);
    try {
      taskManager(registry).addGroup("vedette").counter("vedette_episodes_total");

      Exposition scraped = Scraper.text(System.getProperty(PROPERTY));
      assertThat(scraped.samples("vedette_episodes_total"))
          .singleElement()
          .satisfies(sample -> assertThat(sample.labels()).containsOnlyKeys("site"));
    } finally {
      registry.closeAsync().join();
    }
  }

  @Test
  void aTakenPortGivesWayToTheNextOfTheRange() throws Exception {
    try (ServerSocket taken = loopback(0)) {
      int first = taken.getLocalPort();
      reporter.open(config("127.0.0.1", first + "-" + Math.min(first + 20, 65_535)));

      assertThat(System.getProperty(PROPERTY))
          .startsWith("http://127.0.0.1:")
          .doesNotContain(":" + first + "/");
      assertThat(Scraper.text(System.getProperty(PROPERTY)).families())
          .containsOnlyKeys(LeftOut.FAMILY);
    }
  }

  @Test
  void whereNoPortIsFreeTheRemedyIsNamed() throws Exception {
    try (ServerSocket taken = loopback(0)) {
      String port = Integer.toString(taken.getLocalPort());

      assertThatThrownBy(() -> reporter.open(config("127.0.0.1", port)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("widen metrics.reporter.<name>.port");
      assertThat(System.getProperty(PROPERTY)).isNull();
    }
  }

  @Test
  void aRegistryWithoutAFreePortRunsOnWithoutTheReporter() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      MetricRegistryImpl registry = registry(configuration("" + taken.getLocalPort()));
      try {
        taskManager(registry).counter("bytes").inc();
        assertThat(registry.getReporters()).isEmpty();
      } finally {
        registry.closeAsync().join();
      }
    }
  }

  @Test
  void aHostThatIsNotOfThisMachineIsAnError() {
    assertThatThrownBy(() -> reporter.open(config("192.0.2.1", "0")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void itSaysThatItIsHealthy() throws Exception {
    reporter.open(config("127.0.0.1", "0"));
    String address = System.getProperty(PROPERTY).replace("/metrics", "/-/healthy");

    assertThat(Scraper.get(address, "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void closingTwiceAndUnopenedIsHarmless() {
    reporter.close();
    reporter.open(config("127.0.0.1", "0"));
    reporter.close();
    reporter.close();

    assertThat(System.getProperty(PROPERTY)).isNull();
  }

  @Test
  void theServiceFileNamesTheFactory() {
    assertThat(ServiceLoader.load(MetricReporterFactory.class))
        .hasAtLeastOneElementOfType(VedettePrometheusReporterFactory.class);
  }

  private static MetricConfig config(String host, String port) {
    MetricConfig config = new MetricConfig();
    config.setProperty(ReporterOptions.HOST, host);
    config.setProperty(ReporterOptions.PORT, port);
    config.setProperty(ReporterOptions.ADDRESS_PROPERTY, PROPERTY);
    return config;
  }

  private static Configuration configuration(String port) {
    Configuration configuration = new Configuration();
    configuration.setString(
        PREFIX + "factory.class", VedettePrometheusReporterFactory.class.getName());
    configuration.setString(PREFIX + "port", port);
    configuration.setString(PREFIX + "address-property", PROPERTY);
    return configuration;
  }

  private static MetricRegistryImpl registry(Configuration configuration) {
    List<ReporterSetup> reporters =
        ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
            configuration, DefaultReporterFilters::metricsFromConfiguration, null);
    return new MetricRegistryImpl(
        MetricRegistryConfiguration.fromConfiguration(configuration, 1 << 20), reporters);
  }

  private static TaskManagerMetricGroup taskManager(MetricRegistryImpl registry) {
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
        registry, "box", new ResourceID("tm"));
  }

  private static ServerSocket loopback(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
  }
}
