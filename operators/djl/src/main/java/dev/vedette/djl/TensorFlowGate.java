package dev.vedette.djl;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judgement;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.choice.Ladder;
import dev.vedette.djl.choice.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gate for cameras: decodes the pictures of a micro-batch one by one into one buffer and asks the
 * network once for all of them.
 *
 * <p>A picture that cannot be decoded is unreadable and does not harm the others. The network
 * itself failing is a {@link dev.vedette.djl.graph.GraphException}.
 */
public final class TensorFlowGate implements Gate {
  private final GateSession session;
  private final double threshold;
  private final int maxBatch;
  private final LetterBox letterBox;
  private final ByteBuffer batch;
  private final float[] scores;

  TensorFlowGate(GateSession session, double threshold, int maxBatch) {
    this.session = session;
    this.threshold = threshold;
    this.maxBatch = maxBatch;
    letterBox = new LetterBox(session.manifest().input().side());
    batch = session.newBatch(maxBatch);
    scores = new float[maxBatch];
  }

  /** What is known of the gate: its name, its labels, its own threshold. */
  public GateManifest manifest() {
    return session.manifest();
  }

  /** Which variant judges a batch of which size. */
  public Ladder ladder() {
    return session.ladder();
  }

  /** Why some variants do not serve on this host; empty when none was refused. */
  public List<Refusal> refusals() {
    return session.refusals();
  }

  /** From which score on a judgement is positive. */
  public double threshold() {
    return threshold;
  }

  @Override
  public List<Finding> judge(List<Event> events) {
    List<Finding> findings = new ArrayList<>(events.size());
    for (int from = 0; from < events.size(); from += maxBatch) {
      judgeBatch(events.subList(from, Math.min(from + maxBatch, events.size())), findings);
    }
    return findings;
  }

  private void judgeBatch(List<Event> events, List<Finding> findings) {
    @Nullable Objection[] objections = new Objection[events.size()];
    batch.clear();
    int pictures = 0;
    for (int i = 0; i < objections.length; i++) {
      Picture picture = Objects.requireNonNull(events.get(i).picture(), "no picture to judge");
      objections[i] = read(picture).orElse(null);
      pictures += objections[i] == null ? 1 : 0;
    }
    if (pictures > 0) {
      session.infer(batch, pictures, scores);
    }
    String variant = session.ladder().variantFor(Math.max(1, pictures));
    int scored = 0;
    for (Objection objection : objections) {
      findings.add(
          objection == null
              ? judgement(variant, scores[scored++])
              : new Finding.Unreadable(objection));
    }
  }

  private Optional<Objection> read(Picture picture) {
    if (picture.encoding() == Picture.Encoding.RGB8) {
      letterBox.fit(picture, batch);
      return Optional.empty();
    }
    return session
        .decode(picture.bytes(), session.ratioFor(picture.width(), picture.height()), batch)
        .map(fault -> new Objection(DeadLetterReason.NOT_A_PICTURE, fault));
  }

  private Judgement judgement(String variant, float score) {
    GateManifest manifest = session.manifest();
    return new Judgement(
        manifest.gate(), variant, manifest.labels().get(0), score, score >= threshold);
  }

  @Override
  public void close() {
    session.close();
  }
}
