package dev.vedette.scenarios;

import dev.vedette.core.event.Picture;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSession;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.LetterBox;
import dev.vedette.djl.artefact.PictureInput;
import java.nio.ByteBuffer;

/**
 * The gate's engine without a job around it: a picture's bytes in an array, into the batch (decoded
 * if it is a JPEG, shrunk if its pixels are more than the network sees), one call of the session
 * for the batch. Nothing less gives a score.
 */
final class RawEngine implements AutoCloseable {
  static final GateSource FACE = GateSource.of("classpath:gates/face");

  private final GateSession session;
  private final Picture picture;
  private final int batchSize;
  private final ByteBuffer batch;
  private final float[] scores;
  private final LetterBox letterBox;
  private final int ratio;

  private RawEngine(GateSession session, Picture picture, int batchSize) {
    this.session = session;
    this.picture = picture;
    this.batchSize = batchSize;
    this.batch = session.newBatch(batchSize);
    this.scores = new float[batchSize];
    this.letterBox = new LetterBox(((PictureInput) session.manifest().input()).side());
    this.ratio = session.ratioFor(picture.width(), picture.height());
  }

  static RawEngine open(Picture picture, int batchSize) throws Exception {
    return open(FACE, picture, batchSize);
  }

  static RawEngine open(GateSource gate, Picture picture, int batchSize) throws Exception {
    return new RawEngine(EmbeddedGates.openSession(gate), picture, batchSize);
  }

  String variant() {
    return session.ladder().toString();
  }

  String gate() {
    return session.manifest().name() + '@' + session.manifest().version();
  }

  /** Scores one batch and gives the score of its last picture. */
  float runBatch() {
    batch.clear();
    for (int i = 0; i < batchSize; i++) {
      if (picture.encoding() == Picture.Encoding.RGB8) {
        letterBox.fit(picture, batch);
      } else {
        session
            .decode(picture.bytes(), ratio, batch)
            .ifPresent(
                fault -> {
                  throw new IllegalStateException(fault);
                });
      }
    }
    session.infer(batch, batchSize, scores);
    return scores[batchSize - 1];
  }

  /** The session run alone, over the batch as the last {@link #runBatch} left it. */
  float infer() {
    session.infer(batch, batchSize, scores);
    return scores[batchSize - 1];
  }

  @Override
  public void close() {
    session.close();
  }
}
