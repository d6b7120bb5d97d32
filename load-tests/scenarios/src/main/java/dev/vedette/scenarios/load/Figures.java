package dev.vedette.scenarios.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/** What is said of a phase in more than one scenario. */
final class Figures {
  private static final double MEGABYTE = 1 << 20;

  private Figures() {}

  /** From when an event should have been sent to when a consumer heard the first word on it. */
  static void latency(Stage stage, Phase phase) {
    Histogram micros = stage.heard.micros(phase.from(), phase.to());
    String name = phase.name() + ", alert path: ";
    stage.found(Finding.measured(name + "alerts", micros.getTotalCount(), ""));
    if (micros.getTotalCount() > 0) {
      for (double percentile : new double[] {50, 95, 99}) {
        stage.found(
            Finding.measured(
                name + "p%.0f".formatted(percentile),
                micros.getValueAtPercentile(percentile) / 1e3,
                "ms"));
      }
      stage.found(Finding.measured(name + "longest", micros.getMaxValue() / 1e3, "ms"));
    }
  }

  static void load(Stage stage, Phase phase) {
    List<Sample> samples = within(stage, phase);
    if (samples.size() < 2) {
      return;
    }
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    double seconds = last.second() - first.second();
    double cores = (last.cpuSeconds() - first.cpuSeconds()) / seconds;
    double judged = (last.judged() - first.judged()) / seconds;
    stage.found(Finding.measured(phase.name() + ", sent", phase.perSecond(), "events/s"));
    stage.found(Finding.measured(phase.name() + ", judged", judged, "events/s"));
    stage.found(Finding.measured(phase.name() + ", task managers' CPU", cores, "cores"));
    stage.found(Finding.measured(phase.name() + ", CPU of an event", cores / judged * 1e6, "µs"));
    checkpoints(stage, phase, first, last);
    stage.found(
        Finding.measured(
            phase.name() + ", resident memory of the task managers",
            last.residentBytes() / MEGABYTE,
            "MB"));
    stage.found(Finding.measured(phase.name() + ", state", last.stateBytes() / MEGABYTE, "MB"));
    stage.found(
        Finding.measured(
            phase.name() + ", stolen from this machine's cores",
            (last.stolenMillis() - first.stolenMillis()) / seconds,
            "ms a second"));
  }

  /** What writing state takes beside all else: each checkpoint has all of it. */
  private static void checkpoints(Stage stage, Phase phase, Sample first, Sample last) {
    double cpu = last.checkpointCpuSeconds() - first.checkpointCpuSeconds();
    long bytes =
        stage.sampler.checkpoints().stream()
            .filter(Checkpoint::isCompleted)
            .filter(one -> phase.has(one.second()))
            .mapToLong(Checkpoint::stateBytes)
            .sum();
    stage.found(
        Finding.measured(
            phase.name() + ", CPU for writing checkpoints",
            cpu / (last.second() - first.second()),
            "cores"));
    if (bytes > 0) {
      stage.found(
          Finding.measured(
              phase.name() + ", CPU for a MB of a checkpoint", cpu * 1e3 / (bytes / 1e6), "ms"));
    }
  }

  static List<Sample> within(Stage stage, Phase phase) {
    return stage.sampler.samples().stream().filter(one -> phase.has(one.second())).toList();
  }

  static long mostBacklog(Stage stage, Phase phase) {
    return within(stage, phase).stream().mapToLong(Sample::backlog).max().orElse(0);
  }
}
