package dev.vedette.scenarios.peers;

import dev.vedette.scenarios.Counters;
import dev.vedette.scenarios.JobOptions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The published Flink design, written from its description: a record from Kafka, one call of an
 * embedded SavedModel's session, a record to Kafka; parallelism 1, no checkpoints, and operators
 * that are not chained unless the contender has that changed.
 */
final class FlinkPeer implements Entrant {
  private static final String RESULTS = "peer.results";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final MiniCluster cluster;
  private final JobGraph graph;

  private FlinkPeer(MiniCluster cluster, JobGraph graph) {
    this.cluster = cluster;
    this.graph = graph;
  }

  static String resultsTopic() {
    return RESULTS;
  }

  static FlinkPeer start(Contender contender, String bootstrap, String topic) throws Exception {
    Configuration configuration = configured(contender);
    JobGraph graph = jobGraph(configuration, contender, bootstrap, topic);
    var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
    boolean started = false;
    try {
      cluster.start();
      cluster.submitJob(graph).get();
      started = true;
      return new FlinkPeer(cluster, graph);
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  static Configuration configured(Contender contender) {
    Configuration configuration = Configuration.fromMap(JobOptions.ofCluster());
    configuration.setString("pipeline.generic-types", "" + contender.hasMapperEachRecordAndKryo());
    configuration.setString("pipeline.operator-chaining.enabled", "" + contender.isChained());
    // Records are not copied between chained operators, as Vedette's are not.
    configuration.setString("pipeline.object-reuse", "true");
    return configuration;
  }

  static JobGraph jobGraph(
      Configuration configuration, Contender contender, String bootstrap, String topic) {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    define(env, contender, bootstrap, topic);
    return env.getStreamGraph().getJobGraph();
  }

  private static void define(
      StreamExecutionEnvironment env, Contender contender, String bootstrap, String topic) {
    if (contender.wire() == Wire.PUBLISHED_JSON) {
      var json = new PublishedJson(contender.hasMapperEachRecordAndKryo());
      TypeInformation<PublishedBatch> type =
          PublishedBatch.type(contender.hasMapperEachRecordAndKryo());
      env.fromSource(
              FlinkPeer.<PublishedBatch>source(bootstrap, topic)
                  .setValueOnlyDeserializer(new PublishedJson.Reading(json, type))
                  .build(),
              WatermarkStrategy.noWatermarks(),
              "read batches")
          .uid("read-batches")
          .map(new ScoreBatches())
          .returns(type)
          .name("score batches")
          .uid("score-batches")
          .sinkTo(sink(bootstrap, new PublishedJson.Writing(RESULTS, json)))
          .name("write batches")
          .uid("write-batches");
      return;
    }
    var scored =
        env.fromSource(
                FlinkPeer.<Digit>source(bootstrap, topic)
                    .setDeserializer(
                        contender.wire() == Wire.AVRO ? ReadDigits.ofEvents() : ReadDigits.ofJson())
                    .build(),
                WatermarkStrategy.noWatermarks(),
                "read digits")
            .uid("read-digits")
            .map(new ScoreDigits(contender.runsInCallersThread()))
            .returns(TypeInformation.of(Scored.class))
            .name("score digits")
            .uid("score-digits");
    if (contender.writesResults()) {
      scored
          .sinkTo(sink(bootstrap, new WriteScores(RESULTS)))
          .name("write scores")
          .uid("write-scores");
    } else {
      scored.sinkTo(new DiscardingSink<>()).name("discard scores").uid("discard-scores");
    }
  }

  private static <T> KafkaSourceBuilder<T> source(String bootstrap, String topic) {
    return KafkaSource.<T>builder()
        .setBootstrapServers(bootstrap)
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest());
  }

  private static <T> KafkaSink<T> sink(
      String bootstrap, KafkaRecordSerializationSchema<T> records) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(bootstrap)
        .setRecordSerializer(records)
        .build();
  }

  @Override
  public long judged() {
    return Counters.sum(ScoreDigits.SCORED, "");
  }

  @Override
  public void awaitJudged(long events) throws Exception {
    long start = System.nanoTime();
    for (int look = 1; judged() < events; look++) {
      if (look % 40 == 0
          && (cluster.getJobStatus(graph.getJobID()).get().isGloballyTerminalState()
              || System.nanoTime() - start > PATIENCE.toNanos())) {
        throw new IllegalStateException(
            "the peer scored %d of %d digits and ended or stands: %s"
                .formatted(judged(), events, cluster.getJobStatus(graph.getJobID()).get()));
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  @Override
  public long batches() {
    return judged();
  }

  @Override
  public void close() throws Exception {
    cluster.cancelJob(graph.getJobID()).get();
    cluster.requestJobResult(graph.getJobID()).get();
    cluster.close();
  }
}
