package dev.vedette.cli.gate;

import dev.vedette.core.event.JpegSize;
import dev.vedette.core.learning.LabelledEvents;
import dev.vedette.djl.GateSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Labelled pictures as a gate's network sees them.
 *
 * @param unreadable what is wrong with those that could not be read, with the file in front
 */
record SeenPictures(LabelledEvents events, List<String> unreadable) {
  private static final int BATCH = 32;

  /**
   * Shows the network all pictures.
   *
   * @param width how many features the network has
   * @param done is told how many have been looked at
   */
  static SeenPictures by(
      GateSession session, int width, List<LabelledPicture> pictures, IntConsumer done) {
    ByteBuffer batch = session.newBatch(BATCH);
    List<LabelledPicture> readable = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    float[] features = new float[pictures.size() * width];
    float[] priors = new float[pictures.size()];
    int seen = 0;
    for (int i = 0; i < pictures.size(); i++) {
      LabelledPicture picture = pictures.get(i);
      Optional<String> fault = decode(session, picture, batch);
      if (fault.isPresent()) {
        unreadable.add(picture.file() + ": " + fault.get());
      } else {
        readable.add(picture);
      }
      if (readable.size() - seen == BATCH || (i == pictures.size() - 1 && readable.size() > seen)) {
        see(session, batch, seen, readable.size() - seen, width, features, priors);
        seen = readable.size();
        batch.clear();
      }
      done.accept(i + 1);
    }
    return new SeenPictures(
        events(readable, width, Arrays.copyOf(features, seen * width), Arrays.copyOf(priors, seen)),
        List.copyOf(unreadable));
  }

  private static Optional<String> decode(
      GateSession session, LabelledPicture picture, ByteBuffer batch) {
    byte[] jpeg;
    try {
      jpeg = Files.readAllBytes(picture.file());
    } catch (IOException e) {
      return Optional.of("cannot be read: " + e.getMessage());
    }
    Optional<JpegSize> size = JpegSize.scan(jpeg);
    if (size.isEmpty()) {
      return Optional.of("not a JPEG");
    }
    return session.decode(jpeg, session.ratioFor(size.get().width(), size.get().height()), batch);
  }

  private static void see(
      GateSession session,
      ByteBuffer batch,
      int at,
      int count,
      int width,
      float[] features,
      float[] priors) {
    float[] some = new float[count * width];
    float[] opinions = new float[count];
    session.features(batch, count, some, opinions);
    System.arraycopy(some, 0, features, at * width, some.length);
    System.arraycopy(opinions, 0, priors, at, count);
  }

  private static LabelledEvents events(
      List<LabelledPicture> readable, int width, float[] features, float[] priors) {
    boolean[] positive = new boolean[readable.size()];
    int[] groups = new int[readable.size()];
    Map<String, Integer> scenes = new HashMap<>();
    for (int i = 0; i < positive.length; i++) {
      positive[i] = readable.get(i).positive();
      groups[i] = scenes.computeIfAbsent(readable.get(i).scene(), scene -> scenes.size());
    }
    return new LabelledEvents(features, width, priors, positive, groups);
  }
}
