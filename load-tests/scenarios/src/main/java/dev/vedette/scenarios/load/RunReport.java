package dev.vedette.scenarios.load;

import dev.vedette.scenarios.Report;
import dev.vedette.scenarios.StolenTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * All that must stand beside a run's figures, and the figures.
 *
 * @param stolenMillis that a hypervisor took from the machine's cores meanwhile
 * @param settings of the run, and the options that it was given
 * @param results by site
 * @param exit how the command ended
 */
record RunReport(
    String scenario,
    String date,
    String command,
    String cpu,
    String os,
    String jdk,
    String pinned,
    double loadAverageBefore,
    double loadAverageAfter,
    long stolenMillis,
    Map<String, String> versions,
    Map<String, String> settings,
    List<Result> results,
    String exit) {
  RunReport {
    versions = new TreeMap<>(versions);
    settings = new TreeMap<>(settings);
    results = List.copyOf(results);
  }

  /** Of one site, without the series, which are beside it. */
  record Result(
      String label,
      double ratePerSecond,
      List<Phase> phases,
      List<Finding> findings,
      List<Checkpoint> checkpoints,
      List<EdgeAlignment> alignments) {
    static Result of(Play play) {
      return new Result(
          play.label(),
          play.ratePerSecond(),
          play.phases(),
          play.findings(),
          play.checkpoints(),
          play.alignments());
    }
  }

  /** What there was before a run. */
  record Beginning(Instant at, double loadAverage, long stolenMillis) {
    static Beginning now() throws IOException {
      return new Beginning(
          Instant.now().truncatedTo(ChronoUnit.SECONDS), load(), StolenTime.millis().orElse(0));
    }
  }

  static RunReport of(
      LoadPlan plan,
      List<String> args,
      Pinning pinning,
      Beginning beginning,
      List<Play> plays,
      List<Finding> conclusion,
      @Nullable String broken)
      throws IOException {
    var system = ManagementFactory.getOperatingSystemMXBean();
    var runtime = ManagementFactory.getRuntimeMXBean();
    List<Result> results = new ArrayList<>(plays.stream().map(Result::of).toList());
    if (!conclusion.isEmpty()) {
      results.add(new Result("all together", 0, List.of(), conclusion, List.of(), List.of()));
    }
    Map<String, String> settings = new TreeMap<>(plan.options());
    settings.putIfAbsent(ChartSettings.MEMORY, ChartSettings.memoryInWords());
    settings.put("length", plan.length().toString());
    settings.put("rate", plan.rate().toString());
    settings.put("warm-up", plan.warmUp().toString());
    settings.put("seed", String.valueOf(plan.seed()));
    settings.put("budget", plan.budgetUsd() + " USD");
    return new RunReport(
        plan.scenario(),
        beginning.at().toString(),
        "./load-tests/run " + String.join(" ", args),
        Report.cpu(),
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        "%s %s".formatted(runtime.getVmName(), runtime.getVmVersion()),
        pinning.words(),
        beginning.loadAverage(),
        load(),
        StolenTime.millis().orElse(0) - beginning.stolenMillis(),
        Map.of("flink", EnvironmentInformation.getVersion(), "kafka", AppInfoParser.getVersion()),
        settings,
        results,
        broken == null ? ExitCode.of(findings(results)).meaning() : "the run failed: " + broken);
  }

  static List<Finding> findings(List<Result> results) {
    return results.stream().flatMap(result -> result.findings().stream()).toList();
  }

  List<Finding> findings() {
    return findings(results);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
