package dev.vedette.scenarios.load;

import java.util.List;

/**
 * What came of a scenario on one site.
 *
 * @param label of it, where a run has several sites; empty otherwise
 * @param ratePerSecond that shares of the maximum came to
 */
record Play(
    String label,
    double ratePerSecond,
    List<Phase> phases,
    List<Sample> samples,
    List<HeardVerdicts.Alert> alerts,
    List<Checkpoint> checkpoints,
    List<EdgeAlignment> alignments,
    List<Finding> findings) {
  Play {
    phases = List.copyOf(phases);
    samples = List.copyOf(samples);
    alerts = List.copyOf(alerts);
    checkpoints = List.copyOf(checkpoints);
    alignments = List.copyOf(alignments);
    findings = List.copyOf(findings);
  }
}
