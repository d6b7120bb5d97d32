package dev.vedette.helm;

import dev.vedette.pipeline.JobConfiguration;
import dev.vedette.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The vertices of the real job's graph. */
final class JobVertices {
  private static final int SUBTASKS = 4;

  private JobVertices() {}

  /** The ids of those that have one subtask in a job that has several. */
  static List<String> ofOneSubtask() throws Exception {
    Configuration config =
        JobConfiguration.checked(
            Configuration.fromMap(
                Map.of(
                    "vedette.kafka.bootstrap", "broker:9092",
                    "vedette.provider.url", "http://localhost:1/v1",
                    "vedette.provider.model", "gpt-4o-mini",
                    "vedette.provider.name", "openai")));
    var env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(SUBTASKS);
    Pipeline.define(env, config);
    return StreamSupport.stream(
            env.getStreamGraph().getJobGraph().getVertices().spliterator(), false)
        .filter(vertex -> vertex.getParallelism() == 1)
        .map(vertex -> vertex.getID().toHexString())
        .toList();
  }
}
