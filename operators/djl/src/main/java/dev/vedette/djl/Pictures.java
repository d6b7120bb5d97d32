package dev.vedette.djl;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Picture;
import dev.vedette.djl.artefact.PictureInput;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads events of cameras: decodes pictures one by one to where the network takes them from. One
 * that cannot be decoded does not harm the others.
 */
final class Pictures implements Batches.Reader {
  private final GateSession session;
  private final LetterBox letterBox;

  Pictures(GateSession session, PictureInput input) {
    this.session = session;
    letterBox = new LetterBox(input.side());
  }

  @Override
  public Optional<Objection> read(Event event, ByteBuffer target) {
    Picture picture = Objects.requireNonNull(event.picture(), "no picture to judge");
    if (picture.encoding() == Picture.Encoding.RGB8) {
      letterBox.fit(picture, target);
      return Optional.empty();
    }
    return session
        .decode(picture.bytes(), session.ratioFor(picture.width(), picture.height()), target)
        .map(fault -> new Objection(DeadLetterReason.NOT_A_PICTURE, fault));
  }
}
