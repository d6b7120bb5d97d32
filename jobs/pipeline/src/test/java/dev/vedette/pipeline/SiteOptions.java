package dev.vedette.pipeline;

import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/** What a test's site is told unless the test says otherwise. */
final class SiteOptions {
  private SiteOptions() {}

  static Configuration of(LocalBroker broker, SimulatedProvider provider, Path checkpoints) {
    Configuration given = new Configuration();
    given.setString("vedette.kafka.bootstrap", broker.bootstrap());
    given.setString("vedette.provider.url", provider.baseUrl().toString());
    given.setString("vedette.provider.name", "simulated");
    given.setString("vedette.provider.model", "simulated-vision");
    given.setString("vedette.provider.picture-tokens", "tiles 85 170");
    given.setString("vedette.provider.price.input", "2.50");
    given.setString("vedette.provider.price.cached-input", "1.25");
    given.setString("vedette.provider.price.output", "10");
    given.setString("vedette.events.start", "earliest");
    given.setString("vedette.deferred.max-age", "0 s");
    given.setString("vedette.audit.share", "0");
    given.setString("vedette.account.calls-per-minute", "100000");
    given.setString("vedette.account.burst", "100000");
    given.setString("parallelism.default", "2");
    given.setString("rest.bind-port", "0");
    given.setString("execution.checkpointing.interval", "500 ms");
    given.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
    given.setString("restart-strategy.exponential-delay.initial-backoff", "200 ms");
    given.setString(
        "metrics.reporter.vedette.factory.class",
        "dev.vedette.metrics.VedettePrometheusReporterFactory");
    given.setString("metrics.reporter.vedette.host", "127.0.0.1");
    given.setString("metrics.reporter.vedette.port", "0");
    return given;
  }
}
