package dev.vedette.djl.choice;

import java.util.List;

/**
 * What one variant costs on this host, from pixels or readings to scores.
 *
 * @param trial a refusal, or by how much its golden scores were off
 * @param cells by batch size, in the order asked for; of a refused variant there are none
 */
public record Benched(Trial trial, List<Cell> cells) {
  public Benched {
    cells = List.copyOf(cells);
  }

  public String variant() {
    return trial.variant();
  }

  /**
   * The cost at one batch size. All times are for one event of the batch.
   *
   * @param eventsPerSecond over all calls, in one thread
   * @param medianMicros of the calls
   * @param leastMicros of the calls
   * @param cpuMicros processor time over all calls, which is what stands for energy here: the
   *     engines run in the thread that calls them, so it is that thread's
   */
  public record Cell(
      int batchSize,
      double eventsPerSecond,
      double medianMicros,
      double leastMicros,
      double cpuMicros) {}
}
