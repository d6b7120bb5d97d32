package dev.vedette.djl;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Picture;
import dev.vedette.core.watch.View;
import dev.vedette.core.watch.WatchRules;
import dev.vedette.djl.artefact.PictureInput;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads events of cameras: decodes pictures one by one to where the network takes them from, and
 * leaves of each what the rules of its device show. One that cannot be decoded does not harm the
 * others.
 */
final class Pictures implements Batches.Reader {
  private final GateSession session;
  private final WatchRules watch;
  private final LetterBox letterBox;
  private final Blinds blinds;

  Pictures(GateSession session, PictureInput input) {
    this.session = session;
    watch = session.source().watch();
    letterBox = new LetterBox(input.side());
    blinds = new Blinds(input.side());
  }

  @Override
  public Optional<Objection> read(Event event, ByteBuffer target) {
    Picture picture = Objects.requireNonNull(event.picture(), "no picture to judge");
    View view = watch.of(event.header()).view();
    int at = target.position();
    if (picture.encoding() == Picture.Encoding.RGB8) {
      letterBox.fit(picture, target);
      blinds.close(view, letterBox.placeOf(picture.width(), picture.height()), target, at);
      return Optional.empty();
    }
    int ratio = session.ratioFor(picture.width(), picture.height());
    Optional<String> fault = session.decode(picture.bytes(), ratio, target);
    if (fault.isPresent()) {
      return fault.map(fact -> new Objection(DeadLetterReason.NOT_A_PICTURE, fact));
    }
    // The graph fits in what its decoder has shrunk.
    blinds.close(
        view,
        letterBox.placeOf(shrunk(picture.width(), ratio), shrunk(picture.height(), ratio)),
        target,
        at);
    return Optional.empty();
  }

  private static int shrunk(int pixels, int ratio) {
    return (pixels + ratio - 1) / ratio;
  }
}
