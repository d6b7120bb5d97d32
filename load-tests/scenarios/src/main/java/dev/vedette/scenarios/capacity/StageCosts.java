package dev.vedette.scenarios.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Processor time of an event in microseconds, by stage of the job, out of its time by thread: the
 * median of the turns.
 */
record StageCosts(Map<String, Double> micros) {
  /** In this order: the first that fits is meant. */
  private static final Map<String, Pattern> STAGES = new LinkedHashMap<>();

  static {
    stage("fetch from Kafka", "^Source Data Fetcher for Source: read events.*");
    stage("decode, judge", "^(Source|Time Trigger for Source): read events.*");
    stage("follow episodes, make questions", ".*follow episodes.*");
    stage(
        "admit, ask, ledger, deferred",
        ".*(admit|ask|ledger|deferred|journal|HttpClient|CompletableFuture|avoided|weigh answers"
            + "|measure gates|vedette-(?!records-for-(verdicts|releases)|dead-letters)).*");
    stage("verdicts and other sinks", ".*(verdicts|producer|dead.letters|releases).*");
    stage("collector, compiler", "^JVM .*");
    stage("Flink and the rest", ".*");
  }

  private static void stage(String name, String threads) {
    STAGES.put(name, Pattern.compile(threads));
  }

  StageCosts {
    micros = new LinkedHashMap<>(micros);
  }

  static String stageOf(String thread) {
    return STAGES.entrySet().stream()
        .filter(stage -> stage.getValue().matcher(thread).matches())
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  static StageCosts of(JsonNode turns) {
    var threads = new TreeSet<String>();
    turns.forEach(turn -> turn.path("microsByThread").fieldNames().forEachRemaining(threads::add));
    Map<String, Double> micros = new LinkedHashMap<>();
    STAGES.keySet().forEach(stage -> micros.put(stage, 0.0));
    for (String thread : threads) {
      List<Double> values = new ArrayList<>();
      turns.forEach(turn -> values.add(turn.path("microsByThread").path(thread).asDouble()));
      micros.merge(stageOf(thread), median(values), Double::sum);
    }
    return new StageCosts(micros);
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
