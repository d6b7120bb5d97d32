package dev.vedette.pipeline.wire;

import dev.vedette.avro.KeptFrame;
import dev.vedette.avro.KeptPicture;
import dev.vedette.avro.KeptQuestion;
import dev.vedette.avro.KeptSamples;
import dev.vedette.avro.KeptScore;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.PastScore;
import dev.vedette.core.event.Samples;
import dev.vedette.core.privacy.PreparedPicture;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kept question has to show. One picture stands where it always did, so that an older job
 * that takes over can still ask.
 */
final class KeptEvidence {
  private KeptEvidence() {}

  static @Nullable KeptPicture onePicture(Evidence evidence) {
    if (!isOnePicture(evidence)) {
      return null;
    }
    PreparedPicture picture = evidence.frames().get(0).picture();
    return new KeptPicture(
        picture.width(), picture.height(), ByteBuffer.wrap(picture.jpeg()), picture.view());
  }

  private static boolean isOnePicture(Evidence evidence) {
    return evidence.frames().size() == 1
        && evidence.frames().get(0).equals(new Frame(evidence.frames().get(0).picture(), 0, 1));
  }

  static List<KeptFrame> frames(Evidence evidence) {
    return isOnePicture(evidence)
        ? List.of()
        : evidence.frames().stream().map(KeptEvidence::toAvro).toList();
  }

  private static KeptFrame toAvro(Frame frame) {
    PreparedPicture picture = frame.picture();
    return new KeptFrame(
        picture.width(),
        picture.height(),
        ByteBuffer.wrap(picture.jpeg()),
        frame.millis(),
        frame.score(),
        picture.view());
  }

  static List<KeptScore> scores(Evidence evidence) {
    return evidence.scores().stream()
        .map(past -> new KeptScore(past.millisBefore(), past.score()))
        .toList();
  }

  static @Nullable KeptSamples samples(Evidence evidence) {
    Samples samples = evidence.samples();
    if (samples == null) {
      return null;
    }
    List<Float> values = new ArrayList<>(samples.values().length);
    for (float value : samples.values()) {
      values.add(value);
    }
    return new KeptSamples(samples.channels(), samples.hertz(), values);
  }

  /**
   * @throws UnreadableRecordException if a score is none
   */
  static Evidence fromAvro(KeptQuestion avro) throws UnreadableRecordException {
    List<Frame> frames = new ArrayList<>();
    KeptPicture picture = avro.getPicture();
    try {
      if (picture != null) {
        frames.add(
            new Frame(
                picture(
                    picture.getJpeg(), picture.getWidth(), picture.getHeight(), picture.getView()),
                0,
                1));
      }
      for (KeptFrame frame : avro.getFrames()) {
        frames.add(
            new Frame(
                picture(frame.getJpeg(), frame.getWidth(), frame.getHeight(), frame.getView()),
                frame.getMillis(),
                frame.getScore()));
      }
      List<PastScore> scores = new ArrayList<>();
      for (KeptScore past : avro.getScores()) {
        scores.add(new PastScore(past.getMillisBefore(), past.getScore()));
      }
      return new Evidence(frames, samples(avro.getSamples()), scores);
    } catch (IllegalArgumentException e) {
      throw UnreadableRecordException.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static PreparedPicture picture(ByteBuffer file, int width, int height, long view) {
    byte[] jpeg = new byte[file.remaining()];
    file.duplicate().get(jpeg);
    return new PreparedPicture(jpeg, width, height, view);
  }

  private static @Nullable Samples samples(@Nullable KeptSamples avro) {
    if (avro == null) {
      return null;
    }
    float[] values = new float[avro.getValues().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = avro.getValues().get(i);
    }
    return new Samples(List.copyOf(avro.getChannels()), avro.getHertz(), values);
  }
}
