package dev.vedette.djl.choice;

import dev.vedette.core.event.JpegSize;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Golden;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.graph.JpegDecoder;
import dev.vedette.djl.graph.PictureScorer;
import dev.vedette.djl.graph.SavedModel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Compares what a loaded network answers here with what it answered where it was made.
 *
 * <p>Quantized arithmetic depends on the processor: a graph can run without an error and be of no
 * use, so a variant serves only after this. Each golden input is scored alone and with all others,
 * because these take different paths through the engine; golden pictures go through the decoder.
 */
final class GoldenTest {
  private final GateArtefact artefact;
  private final GateManifest manifest;
  private final Variant variant;
  private final List<Double> expected;
  private final ByteBuffer inputs;

  private double worst;
  private String where = "";

  GoldenTest(GateArtefact artefact, Variant variant) throws GateArtefactException {
    this.artefact = artefact;
    this.manifest = artefact.manifest();
    this.variant = variant;
    this.expected = artefact.goldenScores(variant);
    byte[] bytes = artefact.bytes(manifest.golden().inputs());
    this.inputs =
        ByteBuffer.allocateDirect(manifest.golden().count() * manifest.input().pictureBytes());
    if (bytes.length != inputs.capacity()) {
      throw artefact.damage(
          manifest.golden().inputs(),
          "%d bytes, %d pictures have %d"
              .formatted(bytes.length, manifest.golden().count(), inputs.capacity()));
    }
    inputs.put(bytes);
  }

  Trial run(SavedModel network, SavedModel decoding) throws GateArtefactException {
    int side = manifest.input().side();
    try (var scorer = new PictureScorer(network, manifest.output().name(), side)) {
      scoreTogether(scorer);
      scoreAlone(scorer);
      try (var decoder = new JpegDecoder(decoding, manifest.decode().signatures(), side)) {
        for (Golden.Sample picture : manifest.golden().pictures()) {
          scorePicture(picture, decoder, scorer);
        }
      }
    }
    double tolerance = manifest.golden().toleranceOf(variant.name());
    return worst <= tolerance
        ? new Trial.Passed(variant.name(), worst)
        : new Refusal(
            variant.name(),
            Refusal.Reason.WRONG_OUTPUT,
            "%s, with a tolerance of %s".formatted(where, tolerance),
            "this processor computes it otherwise than where it was made, or the engine is of"
                + " another version: use the one that this release names, or leave the variant out");
  }

  private void scoreTogether(PictureScorer scorer) {
    float[] scores = new float[expected.size()];
    scorer.score(inputs, scores.length, scores);
    for (int i = 0; i < scores.length; i++) {
      compare("golden input %d of a batch".formatted(i), expected.get(i), scores[i]);
    }
  }

  private void scoreAlone(PictureScorer scorer) {
    int bytes = manifest.input().pictureBytes();
    ByteBuffer one = ByteBuffer.allocateDirect(bytes);
    float[] score = new float[1];
    for (int i = 0; i < expected.size(); i++) {
      one.put(0, inputs, i * bytes, bytes);
      scorer.score(one, 1, score);
      compare("golden input %d alone".formatted(i), expected.get(i), score[0]);
    }
  }

  private void scorePicture(Golden.Sample picture, JpegDecoder decoder, PictureScorer scorer)
      throws GateArtefactException {
    Double wanted = picture.score().get(variant.name());
    byte[] jpeg = artefact.bytes(picture.file());
    Optional<JpegSize> size = JpegSize.scan(jpeg);
    if (wanted == null || size.isEmpty()) {
      throw artefact.damage(picture.file(), "is no JPEG, or has no score for " + variant.name());
    }
    ByteBuffer pixels = ByteBuffer.allocateDirect(manifest.input().pictureBytes());
    int ratio = decoder.ratioFor(size.get().width(), size.get().height());
    Optional<String> objection = decoder.decode(jpeg, ratio, pixels);
    if (objection.isPresent()) {
      throw artefact.damage(picture.file(), "cannot be decoded: " + objection.get());
    }
    float[] score = new float[1];
    scorer.score(pixels, 1, score);
    compare(picture.file(), wanted, score[0]);
  }

  private void compare(String what, double wanted, float actual) {
    double difference = Float.isNaN(actual) ? Double.POSITIVE_INFINITY : Math.abs(actual - wanted);
    // A golden score that is no number compares as false, and so as wrong.
    if (!(difference <= worst)) {
      worst = difference;
      where = "%s scored %s, expected %s".formatted(what, actual, wanted);
    }
  }
}
