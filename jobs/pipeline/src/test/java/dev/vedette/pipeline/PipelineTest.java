package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.operators.TimestampsAndWatermarksOperatorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The topology as Flink sees it before it runs. */
class PipelineTest {
  /** Every option that has no default, or whose default leaves a part of the job out. */
  private static final Map<String, String> FURTHER =
      Map.ofEntries(
          Map.entry("vedette.kafka.username", "vedette"),
          Map.entry("vedette.kafka.password-file", "/run/secrets/kafka"),
          Map.entry("vedette.kafka.truststore-file", "/run/secrets/ca.pem"),
          Map.entry("vedette.kafka.properties", "client.dns.lookup:use_all_dns_ips"),
          Map.entry("vedette.topics.prefix", "plant-7."),
          Map.entry("vedette.topics.format", "confluent"),
          Map.entry("vedette.registry.url", "https://registry:8081"),
          Map.entry("vedette.registry.credentials-file", "/run/secrets/registry"),
          Map.entry("vedette.pictures.roots", "file:///pictures/"),
          Map.entry("vedette.gate.threshold", "0.5"),
          Map.entry("vedette.gate.variant", "float32"),
          Map.entry("vedette.gate.release-keys", "/etc/vedette/keys"),
          Map.entry("vedette.gate.release-roots", "s3://gates/,file:///gates/"),
          Map.entry("vedette.sensor.gate.location", "classpath:gates/turbofan"),
          Map.entry("vedette.sensor.gate.threshold", "0.5"),
          Map.entry("vedette.sensor.gate.variant", "float32"),
          Map.entry("vedette.sensor.period", "1 s"),
          Map.entry("vedette.sensor.classes", "pump:2s 4s 1min,door:- 1s 1h"),
          Map.entry("vedette.watch.rules", WatchFileTest.EXAMPLE.toString()),
          Map.entry("vedette.verdict.texts", VerdictSettingsTest.EXAMPLE.toString()),
          Map.entry("vedette.episode.classes", "door:2s 4s 1s,yard:30s 60s 5s"),
          Map.entry("vedette.episode.ask-again", "1 min"),
          Map.entry("vedette.ask.call-patience", "4 s"),
          Map.entry("vedette.ask.hedge.after", "1500 ms"),
          Map.entry("vedette.ask.pictures", "3"),
          Map.entry("vedette.ask.pictures-by-scope", "acme/*:none,*/door:2"),
          Map.entry("vedette.ask.settling", "2 s"),
          Map.entry("vedette.ask.picture.adequate-side", "400"),
          Map.entry("vedette.ask.prompts", "/etc/vedette/prompts"),
          Map.entry("vedette.prices.file", PricesTest.EXAMPLE.toString()),
          Map.entry("vedette.provider.name", "a-provider"),
          Map.entry("vedette.provider.dialect", "openai"),
          Map.entry("vedette.provider.proxy", "proxy.example.com:3128"),
          Map.entry("vedette.provider.picture-tokens", "tiles 85 170"),
          Map.entry("vedette.provider.max-pictures", "4"),
          Map.entry("vedette.provider.plots", "false"),
          Map.entry("vedette.provider.price.cached-input", "0.075"),
          Map.entry("vedette.fallback.url", "http://127.0.0.1:2/v1"),
          Map.entry("vedette.fallback.name", "another"),
          Map.entry("vedette.fallback.dialect", "compatible"),
          Map.entry("vedette.fallback.model", "m"),
          Map.entry("vedette.fallback.key-file", "/run/secrets/another"),
          Map.entry("vedette.fallback.proxy", "[::1]:3128"),
          Map.entry("vedette.fallback.picture-tokens", "tiles 85 170"),
          Map.entry("vedette.fallback.max-pictures", "1"),
          Map.entry("vedette.fallback.plots", "true"),
          Map.entry("vedette.fallback.price.input", "1"),
          Map.entry("vedette.fallback.price.cached-input", "0.5"),
          Map.entry("vedette.fallback.price.output", "4"));

  @Test
  void whatEveryOptionMakesOfTheJobCanTravel() throws Exception {
    Map<String, String> all = new HashMap<>(PlannedJob.LEAST);
    all.putAll(FURTHER);
    List<String> unset =
        VedetteOptions.ALL.stream()
            .filter(option -> !option.hasDefaultValue())
            .map(ConfigOption::key)
            .filter(key -> !all.containsKey(key))
            .toList();
    assertThat(unset).as("options without a default that this test leaves out").isEmpty();

    JobGraph travelling = PlannedJob.graph(all).getJobGraph();

    assertThat(travelling.getVerticesAsArray()).isNotEmpty();
  }

  @Test
  void limitsForSensorsCanTravelToo() throws Exception {
    Map<String, String> limits = new HashMap<>(PlannedJob.LEAST);
    limits.put("vedette.sensor.limits", "celsius:-20..60,bar:0..3");

    assertThat(PlannedJob.graph(limits).getJobGraph().getVerticesAsArray()).isNotEmpty();
  }

  @Test
  void withAGateForSensorsWindowsAreBuiltAndJudgedBesideTheCameras() throws Exception {
    Map<String, String> options = new HashMap<>(PlannedJob.LEAST);
    options.put("vedette.sensor.gate.location", "classpath:gates/turbofan");
    StreamGraph graph = PlannedJob.graph(options);

    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("build-windows", "judge-windows");
    assertThat(before(graph, "follow-episodes")).containsOnly("judge-events", "judge-windows");
    assertThat(before(graph, "build-windows")).containsOnly("judge-events");
    assertThat(before(graph, "bury-dead-letters"))
        .containsOnly("judge-events", "build-windows", "judge-windows");
    assertThat(PlannedJob.graph(PlannedJob.LEAST).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotContain("build-windows", "judge-windows");
  }

  private static List<String> before(StreamGraph graph, String uid) {
    return graph.getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .flatMap(node -> node.getInEdges().stream())
        .map(edge -> graph.getStreamNode(edge.getSourceId()).getTransformationUID())
        .toList();
  }

  @Test
  void everyOperatorIsAVerbAndHasItsOwnUid() throws Exception {
    var nodes = PlannedJob.graph(PlannedJob.LEAST).getStreamNodes();

    assertThat(nodes)
        .filteredOn(node -> !node.getOperatorName().contains("Committer")) // Flink's own
        .extracting(StreamNode::getTransformationUID)
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.matches("[a-z]+(-[a-z]+)+"))
        .contains("read-events", "judge-events", "follow-episodes", "admit-questions", "ask-brain");
  }

  @Test
  void noWatermarkReachesTheAsking() throws Exception {
    StreamGraph graph = PlannedJob.graph(PlannedJob.LEAST);
    StreamNode ask = node(graph, "ask-brain");
    assertThat(ask.getInEdges())
        .extracting(edge -> graph.getStreamNode(edge.getSourceId()))
        .allSatisfy(
            before -> {
              assertThat(before.getTransformationUID()).isEqualTo("stop-watermarks");
              assertThat(before.getOperatorFactory())
                  .isInstanceOf(TimestampsAndWatermarksOperatorFactory.class);
            });
  }

  @ParameterizedTest
  @CsvSource({"64, 8, 8", "3, 8, 3", "1, 8, 1", "8, 8, 8"})
  void thereAreNoMoreAskersThanPermits(int permits, int parallelism, int askers) throws Exception {
    Map<String, String> options = new HashMap<>(PlannedJob.LEAST);
    options.put("vedette.ask.permits", String.valueOf(permits));
    options.put("parallelism.default", String.valueOf(parallelism));
    StreamGraph graph = PlannedJob.graph(options);
    assertThat(node(graph, "ask-brain").getParallelism()).isEqualTo(askers);
    assertThat(node(graph, "admit-questions").getParallelism()).isEqualTo(parallelism);
  }

  private static StreamNode node(StreamGraph graph, String uid) {
    return graph.getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .findFirst()
        .orElseThrow();
  }
}
