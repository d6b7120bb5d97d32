package dev.vedette.simulators.devices;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Renders a ring of frames by moving a window over a picture and back to where it began: no jump
 * when the ring starts again.
 */
final class MovingWindow {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  /** Of the portrait, in which the face is a third as wide. */
  private static final int FAR_WIDTH = 90;

  private static final int FAR_WIDTH_MOST = 460;
  private static final int NOISE = 4;
  private static final double FLICKER = 0.06;

  private final BufferedImage picture;
  private final double closest;
  private final SplittableRandom random;

  private MovingWindow(BufferedImage picture, double closest, long seed) {
    this.picture = picture;
    this.closest = closest;
    this.random = new SplittableRandom(seed);
  }

  static List<byte[]> over(Scene scene, int frames, long seed) {
    return new MovingWindow(scene.picture(), scene.closest(), seed).ring(frames, null);
  }

  /** The same, with the face small in it, which comes nearer and goes back. */
  static List<byte[]> withFarFace(Scene scene, int frames, long seed) {
    BufferedImage face = Scene.FACE.picture();
    return new MovingWindow(scene.picture(), scene.closest(), seed).ring(frames, face);
  }

  private List<byte[]> ring(int frames, @Nullable BufferedImage farFace) {
    double zoomPhase = phase();
    double acrossPhase = phase();
    double downPhase = phase();
    double lightPhase = phase();
    var ring = new ArrayList<byte[]>(frames);
    for (int i = 0; i < frames; i++) {
      double turn = 2 * Math.PI * i / frames;
      double zoom = closest + (1 - closest) * wave(turn + zoomPhase);
      double across = wave(turn + acrossPhase);
      double down = wave(2 * turn + downPhase);
      double light = 1 + FLICKER * (2 * wave(turn + lightPhase) - 1);
      BufferedImage frame = window(zoom, across, down);
      if (farFace != null) {
        draw(farFace, frame, wave(turn), wave(turn + acrossPhase));
      }
      disturb(frame, light);
      ring.add(Jpeg.encode(frame));
    }
    return List.copyOf(ring);
  }

  private BufferedImage window(double zoom, double across, double down) {
    double fit =
        Math.min((double) picture.getWidth() / WIDTH, (double) picture.getHeight() / HEIGHT);
    int width = (int) (fit * zoom * WIDTH);
    int height = (int) (fit * zoom * HEIGHT);
    int left = (int) (across * (picture.getWidth() - width));
    int top = (int) (down * (picture.getHeight() - height));
    var frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = frame.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, WIDTH, HEIGHT, left, top, left + width, top + height, null);
    graphics.dispose();
    return frame;
  }

  /**
   * @param near 0..1, of how far somebody far off comes
   */
  private static void draw(BufferedImage face, BufferedImage frame, double near, double across) {
    int width = (int) (FAR_WIDTH + near * (FAR_WIDTH_MOST - FAR_WIDTH));
    int height = width * face.getHeight() / face.getWidth();
    int left = (int) (across * (WIDTH - width));
    Graphics2D graphics = frame.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(face, left, HEIGHT - height, width, height, null);
    graphics.dispose();
  }

  private void disturb(BufferedImage frame, double light) {
    int[] pixels = ((DataBufferInt) frame.getRaster().getDataBuffer()).getData();
    int brightness = (int) (light * 256);
    for (int i = 0; i < pixels.length; i++) {
      int noise = random.nextInt(2 * NOISE + 1) - NOISE;
      int rgb = pixels[i];
      pixels[i] =
          channel(rgb >> 16, brightness, noise) << 16
              | channel(rgb >> 8, brightness, noise) << 8
              | channel(rgb, brightness, noise);
    }
  }

  private static int channel(int value, int brightness, int noise) {
    return Math.max(0, Math.min(255, (((value & 0xFF) * brightness) >> 8) + noise));
  }

  private double phase() {
    return random.nextDouble(2 * Math.PI);
  }

  private static double wave(double angle) {
    return (1 + Math.sin(angle)) / 2;
  }
}
