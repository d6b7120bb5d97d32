package dev.vedette.cli.produce;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.StopSignal;
import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Picture.Encoding;
import dev.vedette.simulators.devices.MjpegStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JPEGs that arrive one after the other, such as on standard input, each stamped when its last byte
 * is there.
 *
 * <p>They are read on a thread of their own, because nothing but the end of the stream wakes a
 * thread that reads. Two frames are held at most: whoever sends them faster than they are taken
 * waits.
 */
public final class LiveFrames {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFrames.class);
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final String name;
  private final Source source;
  private final int maxFrameBytes;
  private final InstantSource clock;
  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(1);
  private Skipped skipped = new Skipped(0, 0);
  private boolean warned;

  /** What is opened, and closed at the end; opening may take as long as reading. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /** A frame, and when it was there. */
  record Frame(Picture picture, Instant at) {}

  /**
   * How many frames were not handed on.
   *
   * @param damaged or cut off, or without a picture in it
   * @param oversized over the limit
   */
  public record Skipped(long damaged, long oversized) {}

  /**
   * @param frame null at the end
   * @param failure null unless it ended with one
   */
  private record Arrival(@Nullable Frame frame, Skipped skipped, @Nullable Exception failure) {}

  private LiveFrames(String name, Source source, int maxFrameBytes, InstantSource clock) {
    this.name = name;
    this.source = source;
    this.maxFrameBytes = maxFrameBytes;
    this.clock = clock;
  }

  /**
   * Begins to read.
   *
   * @param name what people call it
   */
  public static LiveFrames of(String name, Source source, int maxFrameBytes, InstantSource clock) {
    var frames = new LiveFrames(name, source, maxFrameBytes, clock);
    var thread = new Thread(frames::read, "frames of " + name);
    thread.setDaemon(true);
    thread.start();
    return frames;
  }

  /** The next frame, for which it waits; empty at the end, or when it is time to stop. */
  Optional<Frame> next(StopSignal stop) throws InterruptedException, FailedCommandException {
    Arrival arrival = null;
    while (arrival == null && !stop.requested()) {
      arrival = arrivals.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
    if (arrival == null) {
      return Optional.empty();
    }
    skipped = arrival.skipped();
    if (arrival.failure() != null) {
      throw new FailedCommandException(
          "%s cannot be read: %s".formatted(name, arrival.failure()), arrival.failure());
    }
    return Optional.ofNullable(arrival.frame());
  }

  /** Of those that came before what was handed on last. */
  public Skipped skipped() {
    return skipped;
  }

  private void read() {
    long empty = 0;
    try (InputStream in = source.open()) {
      var stream = new MjpegStream(in, maxFrameBytes);
      for (Optional<byte[]> jpeg = stream.next(); jpeg.isPresent(); jpeg = stream.next()) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<JpegSize> size =
            JpegSize.scan(jpeg.get()).filter(found -> found.width() > 0 && found.height() > 0);
        if (size.isEmpty()) {
          empty++;
          continue;
        }
        var picture =
            new Picture(Encoding.JPEG, size.get().width(), size.get().height(), jpeg.get());
        arrivals.put(new Arrival(new Frame(picture, at), skipped(stream, empty), null));
      }
      arrivals.put(new Arrival(null, skipped(stream, empty), null));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody takes frames any more
    } catch (IOException | RuntimeException e) {
      end(e);
    }
  }

  private void end(Exception failure) {
    try {
      arrivals.put(new Arrival(null, new Skipped(0, 0), failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Skipped skipped(MjpegStream stream, long empty) {
    if (stream.oversized() > 0 && !warned) {
      warned = true;
      LOG.warn(
          "{}: a frame has more than {} bytes, which is what the job reads, and is left out; so will be others like it. vedette.events.max-payload-bytes sets the limit",
          name,
          maxFrameBytes);
    }
    return new Skipped(stream.damaged() + empty, stream.oversized());
  }
}
