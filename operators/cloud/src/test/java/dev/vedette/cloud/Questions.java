package dev.vedette.cloud;

import dev.vedette.core.brain.Question;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.privacy.PreparedPicture;
import java.time.Instant;
import java.util.List;

/** Questions whose every private word can be told from the public ones. */
public final class Questions {
  public static final List<String> PRIVATE =
      List.of("event-4711", "tenant-acme", "device-front-7", "episode-99", "topic-secret", "2026");

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Questions() {}

  public static Question picture(int width, int height) {
    var jpeg = new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2, 3, 4, (byte) 0xFF, (byte) 0xD9};
    return question("face", "door", Kind.CAMERA, new PreparedPicture(jpeg, width, height), null);
  }

  /** Three readings of one channel. */
  public static Question bearing() {
    return samples(new Samples(List.of("bearing_celsius"), 1, new float[] {40, 41.5f, 97}));
  }

  public static Question samples(Samples samples) {
    return question("out-of-limits", "pump", Kind.SENSOR, null, samples);
  }

  public static Question named(String label, String deviceClass) {
    var picture = new PreparedPicture(new byte[] {1, 2, 3}, 32, 32);
    return question(label, deviceClass, Kind.CAMERA, picture, null);
  }

  public static Question withNothingToShow() {
    return question("face", "door", Kind.CAMERA, null, null);
  }

  private static Question question(
      String label, String deviceClass, Kind kind, PreparedPicture picture, Samples samples) {
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
    var judged = new Judged(header, judgement, null, samples, NOON, 800);
    return Question.about(judged, "episode-99", picture, NOON.plusSeconds(5), null);
  }
}
