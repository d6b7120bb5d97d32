package dev.vedette.cli.matrix;

import java.util.ArrayList;
import java.util.List;

/** What has to be known to read a matrix, in sentences. */
final class MatrixNotes {
  private MatrixNotes() {}

  static List<String> of(MatrixReport report) {
    List<String> notes = new ArrayList<>();
    if (report.isOfABusyMachine()) {
      notes.add(
          "The machine was busy before this began, with %s threads that wanted its %d cores: latencies are longer than they need be. Run it again when it is quiet."
              .formatted(MatrixRows.number(report.loadBefore(), "%.1f"), report.machine().cores()));
    }
    notes.addAll(always(report));
    return List.copyOf(notes);
  }

  private static List<String> always(MatrixReport report) {
    MatrixPlan plan = report.plan();
    return List.of(
        "Three modes of one job on the same %s events of %d cameras, %s a second, in %s; the order of the modes rotates. A figure is the median of the rounds, with by how much at most one of them lies beside it; an interval in brackets is Wilson's at 95 %%, over all rounds."
            .formatted(
                MatrixRows.number(plan.events(), "%,.0f"),
                plan.cameras(),
                MatrixRows.plain(plan.eventsPerSecond()),
                plan.rounds() == 1 ? "one round" : plan.rounds() + " rounds of other events each"),
        "Edge cost: all CPU time of the job's own process, at %s USD per core and hour; energy at %s W per busy core, and not in the dollars. Idle, the job keeps %s of a core busy, which is in it."
            .formatted(
                plan.coreHourUsd().toPlainString(),
                MatrixRows.plain(plan.coreWatts()),
                MatrixRows.number(report.idleCores() * 100, "%.1f %%")),
        "Latency is that of published verdicts. In every mode the edge has the first word at once; cloud only has its answer with the final one. What the gate finds negative needs no verdict in edge only and hybrid.",
        "A visit is a stretch of events of one camera that cloud only confirmed; it is missed where nobody is told of it while it lasts. Events of one visit are alike, so their interval is narrower than it should be.",
        "With the network cut, cloud only has the edge's word as well: it is the same job. By the cloud is what it would have had without that.");
  }
}
