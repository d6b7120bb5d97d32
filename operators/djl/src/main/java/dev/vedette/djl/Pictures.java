package dev.vedette.djl;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Region;
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
    int at = target.position();
    if (picture.encoding() == Picture.Encoding.RGB8) {
      letterBox.fit(picture, target);
    } else {
      Optional<String> fault = session.decode(picture.bytes(), ratioOf(picture), target);
      if (fault.isPresent()) {
        return fault.map(fact -> new Objection(DeadLetterReason.NOT_A_PICTURE, fact));
      }
    }
    int ratio = ratioOf(picture);
    blinds.close(
        watch.of(event.header()).view(),
        placeOf(picture),
        shrunk(picture.width(), ratio),
        shrunk(picture.height(), ratio),
        target,
        at);
    return Optional.empty();
  }

  @Override
  public Optional<Region> regionOf(Event event, float[] sides, int at) {
    Picture picture = Objects.requireNonNull(event.picture(), "no picture was judged");
    return letterBox.regionOf(placeOf(picture), sides, at);
  }

  private LetterBox.Place placeOf(Picture picture) {
    int ratio = ratioOf(picture);
    return letterBox.placeOf(shrunk(picture.width(), ratio), shrunk(picture.height(), ratio));
  }

  /** By how much a picture's decoder shrinks it, before the graph fits it in. */
  private int ratioOf(Picture picture) {
    return picture.encoding() == Picture.Encoding.RGB8
        ? 1
        : session.ratioFor(picture.width(), picture.height());
  }

  private static int shrunk(int pixels, int ratio) {
    return (pixels + ratio - 1) / ratio;
  }
}
