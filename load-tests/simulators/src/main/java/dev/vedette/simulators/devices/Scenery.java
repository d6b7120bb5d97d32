package dev.vedette.simulators.devices;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  private final long seed;

  private Scenery(int cameras, long seed) {
    this.seed = seed;
    ring(Scene.FACE);
    Scene.QUIET.stream().limit(cameras).forEach(this::ring);
  }

  /** Renders what so many cameras see; takes about a second. */
  public static Scenery of(int cameras, long seed) {
    if (cameras < 1) {
      throw new IllegalArgumentException("cameras < 1: " + cameras);
    }
    return new Scenery(cameras, seed);
  }

  /** What this camera sees, the first being 0. To be asked in the order of capture time. */
  @Override
  public PictureSequence apply(int camera) {
    Scene quiet = Scene.QUIET.get(camera % Math.min(rings.size() - 1, Scene.QUIET.size()));
    var stretches = new FaceStretches(seed * 31 + camera);
    List<byte[]> quietRing = frames(quiet);
    List<byte[]> faceRing = frames(Scene.FACE);
    return new PictureSequence() {
      @Override
      public byte[] frame(long number, Duration sinceStart) {
        List<byte[]> ring = stretches.faceAt(sinceStart) ? faceRing : quietRing;
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

  private void ring(Scene scene) {
    rings.put(scene, MovingWindow.over(scene, FRAMES_A_RING, seed + scene.ordinal()));
  }
}
