package dev.vedette.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.junit.jupiter.api.Test;

/** The packaged jars in a plugins folder, loaded as Flink loads it. */
class PluginIT {
  private static final String PREFIX = "metrics.reporter.vedette.";
  private static final String PROPERTY = "vedette.test.plugin.address";

  @Test
  void thePluginBringsAllItNeedsAndIsFoundThroughTheProperty() throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString(
        PREFIX + "factory.class", VedettePrometheusReporterFactory.class.getName());
    configuration.setString(PREFIX + "host", "127.0.0.1");
    configuration.setString(PREFIX + "port", "0");
    configuration.setString(PREFIX + "address-property", PROPERTY);
    PluginManager plugins =
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(Path.of("target", "plugins")).findPlugins(),
            CoreOptions.getPluginParentFirstLoaderPatterns(configuration));
    List<ReporterSetup> reporters =
        ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
            configuration, DefaultReporterFilters::metricsFromConfiguration, plugins);

    assertThat(reporters)
        .singleElement()
        .satisfies(
            setup ->
                assertThat(setup.getReporter())
                    .as("comes from the plugin, not from the class path")
                    .isNotInstanceOf(VedettePrometheusReporter.class));
    MetricRegistryImpl registry =
        new MetricRegistryImpl(
            MetricRegistryConfiguration.fromConfiguration(configuration, 1 << 20), reporters);
    try {
      TaskManagerMetricGroup.createTaskManagerMetricGroup(registry, "box", new ResourceID("tm"))
          .addGroup("vedette")
          .counter("vedette_episodes_total")
          .inc(5);

      Exposition scraped = Scraper.text(System.getProperty(PROPERTY));
      assertThat(scraped.value("vedette_episodes_total")).isEqualTo(5);
      assertThat(scraped.families().get("vedette_episodes_total").help()).isNotEmpty();
      String protobuf = "application/vnd.google.protobuf";
      String asked = protobuf + ";proto=io.prometheus.client.MetricFamily;encoding=delimited";
      assertThat(Scraper.get(System.getProperty(PROPERTY), asked).headers().map())
          .extractingByKey("content-type")
          .asString()
          .contains(protobuf);
    } finally {
      registry.closeAsync().join();
    }
  }
}
