package dev.vedette.cli.gate;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Gate;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * One frame alone, as a job that is not busy judges it: a photograph of 640x480 pixels, from its
 * JPEG to the judgement, in one thread, by the variant that the job takes for it.
 *
 * @param bytes of the JPEG
 * @param calls that were timed
 */
record OneFrame(
    int width, int height, int bytes, int calls, double medianMicros, double p99Micros) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int MOST_CALLS = 100_000;

  /**
   * Times the first of the gate's golden photographs, brought to that size.
   *
   * @return empty for a gate that has none
   */
  static Optional<OneFrame> measure(NamedGate gate, Duration atLeast, Consumer<String> progress)
      throws GateArtefactException, EngineStartException, NoServingVariantException {
    GateArtefact artefact = GateArtefact.read(gate.location());
    var pictures = artefact.manifest().golden().pictures();
    if (pictures.isEmpty()) {
      return Optional.empty();
    }
    progress.accept("timing one frame alone");
    byte[] jpeg = scaled(artefact.bytes(pictures.get(0).file()));
    try (Gate network = EmbeddedGates.open(GateSource.of(gate.location()))) {
      List<Event> frame = List.of(frame(jpeg));
      time(network, frame, atLeast);
      long[] nanos = time(network, frame, atLeast);
      return Optional.of(
          new OneFrame(
              WIDTH,
              HEIGHT,
              jpeg.length,
              nanos.length,
              nanos[nanos.length / 2] / 1e3,
              nanos[nanos.length * 99 / 100] / 1e3));
    }
  }

  /** In ascending order; at least one. */
  private static long[] time(Gate network, List<Event> frame, Duration atLeast) {
    long[] nanos = new long[MOST_CALLS];
    int calls = 0;
    long spent = 0;
    do {
      long start = System.nanoTime();
      network.judge(frame);
      nanos[calls] = System.nanoTime() - start;
      spent += nanos[calls++];
    } while (spent < atLeast.toNanos() && calls < MOST_CALLS);
    long[] sorted = Arrays.copyOf(nanos, calls);
    Arrays.sort(sorted);
    return sorted;
  }

  private static Event frame(byte[] jpeg) {
    var origin = new Origin("bench", 0, 0, Instant.EPOCH);
    return Event.ofPicture(
        new EventHeader("frame", "bench", "bench", "bench", Kind.CAMERA, Instant.EPOCH, origin),
        new Picture(Picture.Encoding.JPEG, WIDTH, HEIGHT, jpeg));
  }

  private static byte[] scaled(byte[] jpeg) {
    var target = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    var bytes = new ByteArrayOutputStream();
    try {
      Graphics2D pencil = target.createGraphics();
      pencil.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pencil.drawImage(ImageIO.read(new ByteArrayInputStream(jpeg)), 0, 0, WIDTH, HEIGHT, null);
      pencil.dispose();
      ImageIO.write(target, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // all of it is in memory
    }
    return bytes.toByteArray();
  }
}
