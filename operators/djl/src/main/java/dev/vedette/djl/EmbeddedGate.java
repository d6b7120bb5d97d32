package dev.vedette.djl;

import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.choice.Ladder;
import dev.vedette.djl.choice.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * A gate with a network inside this process. All gates of one artefact share the network, whatever
 * their editions are.
 *
 * <p>The network itself failing is a {@link dev.vedette.djl.graph.GraphException}.
 */
public sealed interface EmbeddedGate extends Gate permits CameraGate, SensorGate {
  /** The artefact's own word on itself; its version is not the edition's. */
  GateManifest manifest();

  /** Name and version as they stand in judgements: {@code person@1.0.1}. */
  String name();

  /** Which variant judges a batch of which size. */
  Ladder ladder();

  /** Why some variants do not serve on this host; empty when none was refused. */
  List<Refusal> refusals();

  /** From which score on a judgement is positive, by device class. */
  Thresholds thresholds();

  /** The last layer, of a gate that has it outside the graph. */
  Optional<Head> head();

  /** The hash of the manifest, and so a name for every byte of the artefact. */
  String artefactId();
}
