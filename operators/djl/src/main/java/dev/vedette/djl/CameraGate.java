package dev.vedette.djl;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.PictureInput;
import dev.vedette.djl.choice.Ladder;
import dev.vedette.djl.choice.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A gate for cameras: decodes the pictures of a micro-batch one by one into one buffer and asks the
 * network once for all of them.
 *
 * <p>A picture that cannot be decoded is unreadable and does not harm the others.
 */
public final class CameraGate implements EmbeddedGate {
  private final GateSession session;
  private final Batches batches;
  private final LetterBox letterBox;

  CameraGate(GateSession session, PictureInput input, int maxBatch) {
    this.session = session;
    letterBox = new LetterBox(input.side());
    batches = new Batches(session, maxBatch, this::read);
  }

  @Override
  public List<Finding> judge(List<Event> events) {
    return batches.judge(events);
  }

  private Optional<Objection> read(Event event) {
    Picture picture = Objects.requireNonNull(event.picture(), "no picture to judge");
    if (picture.encoding() == Picture.Encoding.RGB8) {
      letterBox.fit(picture, batches.buffer());
      return Optional.empty();
    }
    return session
        .decode(
            picture.bytes(), session.ratioFor(picture.width(), picture.height()), batches.buffer())
        .map(fault -> new Objection(DeadLetterReason.NOT_A_PICTURE, fault));
  }

  @Override
  public GateManifest manifest() {
    return session.manifest();
  }

  @Override
  public String name() {
    return session.judging().gate();
  }

  @Override
  public Ladder ladder() {
    return session.ladder();
  }

  @Override
  public List<Refusal> refusals() {
    return session.refusals();
  }

  @Override
  public Thresholds thresholds() {
    return session.judging().thresholds();
  }

  @Override
  public Optional<Head> head() {
    return Optional.ofNullable(session.judging().head());
  }

  @Override
  public String artefactId() {
    return session.artefactId();
  }

  @Override
  public void close() {
    session.close();
  }
}
