package dev.vedette.flink;

import dev.vedette.core.gate.Gate;
import dev.vedette.core.release.SwappableGate;
import java.util.function.UnaryOperator;

/** The gate that serves in one subtask, with what its metrics show of it. */
final class ServedGate implements AutoCloseable {
  private final SwappableGate gate;
  private final Gate judging;
  private final GateMetrics metrics;
  private final ReleaseMetrics releases;
  private final String name;
  private final String originalVersion;
  private String version;

  ServedGate(
      OpenedGate opened, UnaryOperator<Gate> around, GateMetrics metrics, ReleaseMetrics releases) {
    this.gate = new SwappableGate(opened.gate(), System::nanoTime);
    this.judging = around.apply(gate);
    this.metrics = metrics;
    this.releases = releases;
    this.name = opened.name();
    this.originalVersion = opened.version();
    this.version = opened.version();
    metrics.serves(opened);
  }

  /** What releases replace, and are tried beside. */
  SwappableGate gate() {
    return gate;
  }

  /** What judges all events: that gate, and what stands around it. */
  Gate judging() {
    return judging;
  }

  String name() {
    return name;
  }

  /** Of the gate that the job was started with. */
  String originalVersion() {
    return originalVersion;
  }

  String version() {
    return version;
  }

  void serve(OpenedGate next, long sequence) {
    gate.serve(next.gate());
    version = next.version();
    metrics.serves(next);
    releases.serves(sequence);
  }

  @Override
  public void close() {
    judging.close();
  }
}
