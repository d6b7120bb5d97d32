package dev.vedette.cloud;

import dev.vedette.cloud.prompt.Shown;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.PastScore;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import dev.vedette.core.privacy.PreparedPicture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Questions whose every private word can be told from the public ones. */
public final class Questions {
  public static final List<String> PRIVATE =
      List.of("event-4711", "tenant-acme", "device-front-7", "episode-99", "topic-secret", "2026");

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Questions() {}

  public static Question picture(int width, int height) {
    var jpeg = new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2, 3, 4, (byte) 0xFF, (byte) 0xD9};
    return question(
        "face", "door", Kind.CAMERA, Evidence.of(new PreparedPicture(jpeg, width, height)));
  }

  /** One picture for each score, a second and a half apart. */
  public static Question frames(double... scores) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      var picture = new PreparedPicture(new byte[] {(byte) 0xFF, (byte) i, 9, 9}, 336, 252);
      frames.add(new Frame(picture, 1_500L * i, scores[i]));
    }
    return question("face", "door", Kind.CAMERA, Evidence.ofFrames(frames));
  }

  /** Nothing but how the scores went. */
  public static Question scores() {
    return question(
        "face",
        "door",
        Kind.CAMERA,
        Evidence.ofScores(
            List.of(
                new PastScore(2_000, 0.0125), new PastScore(500, 0.61), new PastScore(0, 0.97))));
  }

  /** The same of a gate that says where. */
  public static Question scoresSomewhere() {
    Question scores = scores();
    Judgement judgement = scores.judgement().at(new Region(0.05, 0.4, 0.333, 0.999));
    var judged = new Judged(scores.header(), judgement, null, null, NOON, 800);
    return Question.about(judged, "episode-99", scores.evidence(), NOON.plusSeconds(5), null);
  }

  /** Three readings of one channel. */
  public static Question bearing() {
    return samples(new Samples(List.of("bearing_celsius"), 1, new float[] {40, 41.5f, 97}));
  }

  public static Question samples(Samples samples) {
    return question("out-of-limits", "pump", Kind.SENSOR, Evidence.ofSamples(samples));
  }

  public static Question named(String label, String deviceClass) {
    var picture = new PreparedPicture(new byte[] {1, 2, 3}, 32, 32);
    return question(label, deviceClass, Kind.CAMERA, Evidence.of(picture));
  }

  /** After a model of the test provider has written something else than an answer. */
  public static Question repaired(Question question, String model, String text) {
    var usage = new TokenUsage(300, 0, 5);
    return question.knowing(
        new Answer(Opinion.UNCLEAR, text, usage, 800, "test", model, "r-1", 7, 9, false));
  }

  public static Question withNothingToShow() {
    return question("face", "door", Kind.CAMERA, Evidence.NONE);
  }

  /** As a model is shown it that takes pictures, but plots are not shown to. */
  public static Shown shown(Question question) {
    return Shown.to(ModelOptions.of("gpt-4o").withPlots(false), question);
  }

  private static Question question(String label, String deviceClass, Kind kind, Evidence evidence) {
    var header =
        new EventHeader(
            "event-4711",
            "tenant-acme",
            "device-front-7",
            deviceClass,
            kind,
            NOON,
            new Origin("topic-secret", 3, 17, NOON));
    var judgement = new Judgement("face@1.0.0", "int8", label, 0.93, true);
    var judged = new Judged(header, judgement, null, evidence.samples(), NOON, 800);
    return Question.about(judged, "episode-99", evidence, NOON.plusSeconds(5), null);
  }
}
