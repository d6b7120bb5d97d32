package dev.vedette.cli.matrix;

import dev.vedette.cli.Machine;
import java.util.List;

/**
 * The decision matrix, with all that is needed to judge its figures.
 *
 * @param simulated what is no more than that
 * @param seconds that all of it took
 * @param loadBefore how many threads wanted a core just before it began; below 0 where the system
 *     does not tell
 * @param idleCores how many cores the job keeps busy when nothing happens; part of its CPU time
 * @param columns edge, cloud, hybrid
 */
record MatrixReport(
    String version,
    String date,
    String command,
    Machine machine,
    MatrixPlan plan,
    String gate,
    List<String> simulated,
    double seconds,
    double loadBefore,
    double idleCores,
    List<Column> columns) {

  /** Whether something else took the time of the cores, which makes latencies longer. */
  boolean isOfABusyMachine() {
    return loadBefore > machine.cores() / 2.0;
  }
}
