package dev.vedette.pipeline;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job as Flink sees it before it runs. */
final class PlannedJob {
  /** What cannot be left out. */
  static final Map<String, String> LEAST =
      Map.of(
          "vedette.kafka.bootstrap", "broker:9093",
          "vedette.provider.model", "gpt-4o",
          "vedette.provider.key-file", "/run/secrets/key",
          "vedette.provider.price.input", "0.15",
          "vedette.provider.price.output", "0.6");

  private PlannedJob() {}

  static StreamGraph graph(Map<String, String> options) throws Exception {
    Configuration config = JobConfiguration.checked(Configuration.fromMap(options));
    var env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    Pipeline.define(env, config);
    return env.getStreamGraph();
  }
}
