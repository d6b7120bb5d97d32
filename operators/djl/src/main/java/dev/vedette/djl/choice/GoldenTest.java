package dev.vedette.djl.choice;

import dev.vedette.core.event.JpegSize;
import dev.vedette.core.gate.Head;
import dev.vedette.djl.artefact.Decode;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Golden;
import dev.vedette.djl.artefact.GoldenAnswers;
import dev.vedette.djl.artefact.Outputs;
import dev.vedette.djl.artefact.PictureInput;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.graph.BatchMemory;
import dev.vedette.djl.graph.JpegDecoder;
import dev.vedette.djl.graph.Network;
import dev.vedette.djl.graph.SavedModel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a loaded network answers here with what it answered where it was made.
 *
 * <p>Quantized arithmetic depends on the processor: a graph can run without an error and be of no
 * use, so a variant serves only after this. Each golden input is scored alone and with all others,
 * because these take different paths through the engine; golden pictures go through the decoder. Of
 * a gate with a head it looks at what the head weighs as well, since heads to come will weigh it
 * otherwise, and at where the gate sees what it found, if it says so.
 */
final class GoldenTest {
  private final GateArtefact artefact;
  private final GateManifest manifest;
  private final Variant variant;
  private final GoldenAnswers expected;
  private final int eventBytes;
  private final ByteBuffer inputs;

  private final Deviation score;
  private final Deviation prior;
  private final Deviation feature;
  private final Deviation region;

  GoldenTest(GateArtefact artefact, Variant variant) throws GateArtefactException {
    this.artefact = artefact;
    this.manifest = artefact.manifest();
    this.variant = variant;
    this.expected = artefact.goldenAnswers(variant);
    this.eventBytes = manifest.input().eventBytes();
    Golden golden = manifest.golden();
    this.inputs = BatchMemory.take(golden.count() * eventBytes);
    byte[] bytes = artefact.bytes(golden.inputs());
    if (bytes.length != inputs.capacity()) {
      throw artefact.damage(
          golden.inputs(),
          "%d bytes, %d events have %d".formatted(bytes.length, golden.count(), inputs.capacity()));
    }
    inputs.put(bytes);
    score = new Deviation("scored", golden.toleranceOf(variant.name()));
    prior = new Deviation("has the prior", golden.priorToleranceOf(variant.name()));
    feature = new Deviation("has a feature of", golden.featureToleranceOf(variant.name()));
    region = new Deviation("has a side of its region at", golden.regionToleranceOf(variant.name()));
  }

  /** To be called once. */
  Trial run(Network network, @Nullable SavedModel decoding) throws GateArtefactException {
    try {
      return compared(network, decoding);
    } finally {
      BatchMemory.giveBack(inputs);
    }
  }

  private Trial compared(Network network, @Nullable SavedModel decoding)
      throws GateArtefactException {
    @Nullable Head head = artefact.head().orElse(null);
    try (var scorer = new Scorer(network, manifest, head)) {
      compare("of a batch", inputs, 0, expected.scores().size(), scorer);
      ByteBuffer one = ByteBuffer.allocateDirect(eventBytes);
      for (int i = 0; i < expected.scores().size(); i++) {
        one.put(0, inputs, i * eventBytes, eventBytes);
        compare("alone", one, i, 1, scorer);
      }
      @Nullable Decode decode = manifest.decode();
      if (decode != null && decoding != null) {
        int side = ((PictureInput) manifest.input()).side();
        try (var decoder = new JpegDecoder(decoding, decode.signatures(), side)) {
          for (Golden.Sample picture : manifest.golden().pictures()) {
            scorePicture(picture, decoder, scorer);
          }
        }
      }
    }
    return List.of(score, prior, feature, region).stream()
        .flatMap(deviation -> deviation.excess().stream())
        .findFirst()
        .<Trial>map(
            fact ->
                new Refusal(
                    variant.name(),
                    Refusal.Reason.WRONG_OUTPUT,
                    fact,
                    "this processor computes it otherwise than where it was made, or the engine is"
                        + " of another version: use the one that this release names, or leave the"
                        + " variant out"))
        .orElseGet(() -> new Trial.Passed(variant.name(), score.worst()));
  }

  private void compare(String how, ByteBuffer batch, int first, int count, Scorer scorer) {
    float[] scores = new float[count];
    float[] regions = new float[count * Outputs.Place.SIZE];
    scorer.score(batch, count, scores, regions);
    for (int i = 0; i < count; i++) {
      score.add(name(first + i, how), expected.scores().get(first + i), scores[i]);
    }
    compareRegions(how, first, count, regions);
    if (manifest.outputs() == null) {
      return;
    }
    int size = manifest.outputs().features().size();
    float[] features = new float[count * size];
    float[] priors = new float[count];
    scorer.features(batch, count, features, priors);
    for (int i = 0; i < count; i++) {
      prior.add(name(first + i, how), expected.priors().get(first + i), priors[i]);
      List<Double> some = expected.features().get(first + i);
      for (int k = 0; k < some.size(); k++) {
        feature.add(name(first + i, how), some.get(k), features[i * size + k]);
      }
    }
  }

  /** Only of what is positive where it was made: nobody asks where nothing is. */
  private void compareRegions(String how, int first, int count, float[] regions) {
    for (int i = 0; i < count && !expected.regions().isEmpty(); i++) {
      if (expected.scores().get(first + i) >= manifest.threshold().value()) {
        List<Double> sides = expected.regions().get(first + i);
        for (int k = 0; k < sides.size(); k++) {
          region.add(name(first + i, how), sides.get(k), regions[i * sides.size() + k]);
        }
      }
    }
  }

  private static String name(int input, String how) {
    return "golden input %d %s".formatted(input, how);
  }

  private void scorePicture(Golden.Sample picture, JpegDecoder decoder, Scorer scorer)
      throws GateArtefactException {
    Double wanted = picture.score().get(variant.name());
    byte[] jpeg = artefact.bytes(picture.file());
    Optional<JpegSize> size = JpegSize.scan(jpeg);
    if (wanted == null || size.isEmpty()) {
      throw artefact.damage(picture.file(), "is no JPEG, or has no score for " + variant.name());
    }
    ByteBuffer pixels = ByteBuffer.allocateDirect(eventBytes);
    int ratio = decoder.ratioFor(size.get().width(), size.get().height());
    Optional<String> objection = decoder.decode(jpeg, ratio, pixels);
    if (objection.isPresent()) {
      throw artefact.damage(picture.file(), "cannot be decoded: " + objection.get());
    }
    float[] scores = new float[1];
    scorer.score(pixels, 1, scores);
    score.add(picture.file(), wanted, scores[0]);
  }
}
