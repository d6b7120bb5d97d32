package dev.vedette.djl;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.PictureInput;
import dev.vedette.djl.artefact.WindowInput;
import dev.vedette.djl.choice.Ladder;
import dev.vedette.djl.choice.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * A gate with a network inside this process, for pictures or for windows of readings. All gates of
 * one artefact share the network, whatever their editions are.
 *
 * <p>The network itself failing is a {@link dev.vedette.djl.graph.GraphException}.
 */
public final class EmbeddedGate implements Gate {
  private final GateSession session;
  private final Batches batches;

  private EmbeddedGate(GateSession session) {
    this.session = session;
    Batches.Reader reader =
        session.manifest().input() instanceof WindowInput windows
            ? new Windows(session.judging().gate(), windows)
            : new Pictures(session, (PictureInput) session.manifest().input());
    batches = new Batches(session, session.source().maxBatch(), reader);
  }

  /** A gate that closes its session with itself, or when there can be none. */
  static EmbeddedGate over(GateSession session) {
    boolean opened = false;
    try {
      var gate = new EmbeddedGate(session);
      opened = true;
      return gate;
    } finally {
      if (!opened) {
        session.close(); // there is no memory for its batches, say
      }
    }
  }

  /**
   * The same network with what a later release changes of it, as a gate of its own. This one must
   * be open. Costs milliseconds.
   *
   * @throws GateArtefactException if the edition's head is none for this gate
   */
  public EmbeddedGate inEdition(Edition edition) throws GateArtefactException {
    return over(session.inEdition(edition));
  }

  @Override
  public List<Finding> judge(List<Event> events) {
    return batches.judge(events);
  }

  /** The windows that it judges; empty for a gate for pictures. */
  public Optional<WindowInput> windows() {
    return manifest().input() instanceof WindowInput windows
        ? Optional.of(windows)
        : Optional.empty();
  }

  /** The artefact's own word on itself; its version is not the edition's. */
  public GateManifest manifest() {
    return session.manifest();
  }

  /** Name and version as they stand in judgements: {@code person@1.0.1}. */
  public String name() {
    return session.judging().gate();
  }

  /** Which variant judges a batch of which size. */
  public Ladder ladder() {
    return session.ladder();
  }

  /** Why some variants do not serve on this host; empty when none was refused. */
  public List<Refusal> refusals() {
    return session.refusals();
  }

  /** From which score on a judgement is positive, by device class. */
  public Thresholds thresholds() {
    return session.judging().thresholds();
  }

  /** The last layer, of a gate that has it outside the graph. */
  public Optional<Head> head() {
    return Optional.ofNullable(session.judging().head());
  }

  /** The hash of the manifest, and so a name for every byte of the artefact. */
  public String artefactId() {
    return session.artefactId();
  }

  @Override
  public void close() {
    session.close();
  }
}
