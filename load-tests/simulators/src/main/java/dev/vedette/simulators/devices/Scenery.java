package dev.vedette.simulators.devices;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * What the simulated cameras see when they are given nothing else: each a quiet scene of its own,
 * and from time to time, for some seconds, a face.
 *
 * <p>Frames are rendered once, before the first is taken, and shared by the cameras.
 */
public final class Scenery implements IntFunction<PictureSequence> {
  private static final int FRAMES_A_RING = 24;

  private final Map<Scene, List<byte[]>> rings = new EnumMap<>(Scene.class);

  /** Quiet scenes with somebody far off in them; empty where everybody comes close. */
  private final Map<Scene, List<byte[]>> distant = new EnumMap<>(Scene.class);

  private final long seed;
  private final double distantShare;

  private Scenery(int cameras, long seed, double distantShare) {
    this.seed = seed;
    this.distantShare = distantShare;
    ring(Scene.FACE);
    Scene.QUIET.stream().limit(cameras).forEach(this::ring);
    if (distantShare > 0) {
      Scene.QUIET.stream().limit(cameras).forEach(this::distantRing);
    }
  }

  /** Renders what so many cameras see; takes about a second. */
  public static Scenery of(int cameras, long seed) {
    if (cameras < 1) {
      throw new IllegalArgumentException("cameras < 1: " + cameras);
    }
    return new Scenery(cameras, seed, 0);
  }

  /**
   * The same, but that some of those who come stay far off: their faces are small, and the face
   * gate misses some of them.
   *
   * @param share of those who come
   */
  public Scenery withSomeFarOff(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is not in 0..1: " + share);
    }
    return new Scenery(rings.size() - 1, seed, share);
  }

  /** Who knows all of these pictures, and so whether one shows somebody. */
  public Onlooker onlooker() {
    var onlooker = new Onlooker();
    rings.forEach((scene, ring) -> onlooker.learn(ring, scene == Scene.FACE));
    distant.values().forEach(ring -> onlooker.learn(ring, true));
    return onlooker;
  }

  /** What this camera sees, the first being 0. To be asked in the order of capture time. */
  @Override
  public PictureSequence apply(int camera) {
    Scene quiet = Scene.QUIET.get(camera % Math.min(rings.size() - 1, Scene.QUIET.size()));
    var stretches = new FaceStretches(seed * 31 + camera);
    List<byte[]> quietRing = frames(quiet);
    List<byte[]> faceRing = frames(Scene.FACE);
    List<byte[]> distantRing = distant.getOrDefault(quiet, faceRing);
    return new PictureSequence() {
      @Override
      public byte[] frame(long number, Duration sinceStart) {
        List<byte[]> ring = quietRing;
        if (stretches.faceAt(sinceStart)) {
          boolean farOff = isFarOff(camera, stretches.beganBefore(sinceStart));
          ring = farOff ? distantRing : faceRing;
        }
        return ring.get((int) ((number + camera) % ring.size()));
      }
    };
  }

  List<byte[]> frames(Scene scene) {
    List<byte[]> ring = rings.get(scene);
    if (ring == null) {
      throw new IllegalStateException("not rendered: " + scene);
    }
    return ring;
  }

  private boolean isFarOff(int camera, Duration began) {
    var random = new SplittableRandom(seed * 31 + camera + began.toMillis() * 7919);
    return random.nextDouble() < distantShare;
  }

  private void distantRing(Scene scene) {
    long other = seed + 100 + scene.ordinal();
    distant.put(scene, MovingWindow.withFarFace(scene, FRAMES_A_RING, other));
  }

  List<byte[]> distantFrames(Scene scene) {
    return distant.getOrDefault(scene, List.of());
  }

  private void ring(Scene scene) {
    rings.put(scene, MovingWindow.over(scene, FRAMES_A_RING, seed + scene.ordinal()));
  }
}
