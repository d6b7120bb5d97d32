package dev.vedette.cli.gate;

import dev.vedette.cli.Machine;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSession;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.choice.Benched;
import dev.vedette.djl.choice.Ladder;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.choice.Refusal;
import dev.vedette.djl.choice.Trial;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.djl.engine.OnnxRuntimeEngine;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the variants of a gate cost on a machine, for programs.
 *
 * @param measuredAt in ISO 8601
 * @param engines that variants ran on, with their versions
 * @param chosen which variant the job would choose from which size of a batch on
 * @param oneFrame of a gate for cameras
 */
record BenchReport(
    String gate,
    String measuredAt,
    Machine machine,
    Map<String, String> engines,
    double secondsEach,
    List<Row> rows,
    List<Refused> refused,
    List<Ladder.Step> chosen,
    @Nullable OneFrame oneFrame) {
  private static final String REFERENCE = "float32";

  /** By more than the margin that the job itself leaves to the better variant. */
  private static final double CLEARLY = 0.1;

  /**
   * One variant at one size of a batch; times are for one event.
   *
   * @param timesFloat32 how many times as fast as the float32 variant; null where that is refused
   * @param offGolden by how much its scores were off those that it gave where it was made
   */
  record Row(
      String variant,
      String engine,
      @Nullable String arithmetic,
      int batch,
      double eventsPerSecond,
      double medianMicros,
      double leastMicros,
      double cpuMicros,
      @Nullable Double timesFloat32,
      double offGolden) {}

  record Refused(String variant, String reason, String detail, String remedy) {}

  static BenchReport measure(NamedGate gate, int[] sizes, Duration each, Consumer<String> progress)
      throws GateArtefactException, EngineStartException, NoServingVariantException {
    GateManifest manifest = GateArtefact.readManifest(gate.location());
    List<Benched> all = EmbeddedGates.bench(gate.location(), sizes, each, progress);
    List<Row> rows = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (Benched benched : all) {
      if (benched.trial() instanceof Refusal refusal) {
        refused.add(
            new Refused(
                refusal.variant(),
                refusal.reason().wireName(),
                refusal.detail(),
                refusal.remedy()));
      } else {
        Variant variant = manifest.variant(benched.variant()).orElseThrow();
        double off = ((Trial.Passed) benched.trial()).worst();
        benched.cells().forEach(cell -> rows.add(row(variant, cell, off, all)));
      }
    }
    progress.accept("timing them as a job does when it starts");
    List<Ladder.Step> chosen = chosen(gate);
    return new BenchReport(
        manifest.gate(),
        Instant.now().toString(),
        Machine.current(),
        engines(rows),
        each.toNanos() / 1e9,
        rows,
        refused,
        chosen,
        OneFrame.measure(gate, each, progress).orElse(null));
  }

  private static Row row(Variant variant, Benched.Cell cell, double off, List<Benched> all) {
    return new Row(
        variant.name(),
        variant.engine(),
        variant.arithmetic(),
        cell.batchSize(),
        cell.eventsPerSecond(),
        cell.medianMicros(),
        cell.leastMicros(),
        cell.cpuMicros(),
        timesFloat32(cell, all),
        off);
  }

  /**
   * Where another variant than the chosen one was clearly faster here. A job's own timing is short,
   * and on a busy machine the two may disagree.
   */
  List<String> surprises() {
    var ladder = new Ladder(chosen);
    List<String> surprises = new ArrayList<>();
    for (Row row : rows) {
      String variant = ladder.variantFor(row.batch());
      for (Row taken : rows) {
        boolean beside = taken.variant().equals(variant) && taken.batch() == row.batch();
        if (beside && row.medianMicros() < taken.medianMicros() * (1 - CLEARLY)) {
          surprises.add(
              "at batch %d %s took %.0f %% less time than %s in this run: repeat it on a quiet machine"
                  .formatted(
                      row.batch(),
                      row.variant(),
                      100 * (1 - row.medianMicros() / taken.medianMicros()),
                      variant));
        }
      }
    }
    return surprises;
  }

  /** By the medians, which one disturbed call does not move. */
  private static @Nullable Double timesFloat32(Benched.Cell cell, List<Benched> all) {
    for (Benched benched : all) {
      for (Benched.Cell other : benched.cells()) {
        if (benched.variant().equals(REFERENCE) && other.batchSize() == cell.batchSize()) {
          return other.medianMicros() / cell.medianMicros();
        }
      }
    }
    return null;
  }

  private static Map<String, String> engines(List<Row> rows) throws EngineStartException {
    Map<String, String> versions = new TreeMap<>();
    for (Row row : rows) {
      versions.put(
          row.engine(),
          Objects.equals(row.engine(), OnnxRuntimeEngine.NAME)
              ? OnnxRuntimeEngine.start().version()
              : TensorFlowEngine.start().version());
    }
    return versions;
  }

  private static List<Ladder.Step> chosen(NamedGate gate)
      throws GateArtefactException, EngineStartException, NoServingVariantException {
    try (GateSession session = EmbeddedGates.openSession(GateSource.of(gate.location()))) {
      return session.ladder().steps();
    }
  }
}
