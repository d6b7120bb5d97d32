package dev.vedette.simulators.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody's own pictures, in their order, from the start again after the last.
 *
 * <p>JPEG files are taken as they are; other pictures are encoded once, when they are read. All
 * frames are kept in memory. One that is too large for the job is refused here, with its name: the
 * broker would refuse it without.
 */
public final class Clip implements PictureSequence {
  private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png");

  private final List<byte[]> frames;
  private final boolean repeats;

  private Clip(List<byte[]> frames, boolean repeats) {
    this.frames = frames;
    this.repeats = repeats;
  }

  /**
   * Reads a folder of JPEG and PNG files in the order of their names, an animated GIF, a file of
   * JPEGs one after the other ({@code .mjpeg}, {@code .mjpg}), or a single picture.
   *
   * @param maxFrameBytes of a frame as a JPEG
   */
  public static Clip read(Path path, long maxFrameBytes) throws UnreadablePicturesException {
    try {
      List<byte[]> frames =
          Files.isDirectory(path) ? folder(path, maxFrameBytes) : file(path, maxFrameBytes);
      return new Clip(List.copyOf(frames), true);
    } catch (UnreadablePicturesException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadablePicturesException(path, "cannot be read: " + e, e);
    }
  }

  /** The same frames, but each only once. */
  public Clip once() {
    return new Clip(frames, false);
  }

  /** How many different frames there are. */
  public int frames() {
    return frames.size();
  }

  @Override
  public byte[] frame(long number, Duration sinceStart) {
    if (number < 0 || number >= length()) {
      throw new IndexOutOfBoundsException("frame %d of %d".formatted(number, length()));
    }
    return frames.get((int) (number % frames.size()));
  }

  @Override
  public long length() {
    return repeats ? ENDLESS : frames.size();
  }

  private static List<byte[]> folder(Path folder, long maxFrameBytes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> PICTURES.contains(ending(file))).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new UnreadablePicturesException(folder, "no .jpg, .jpeg or .png in this folder");
    }
    var frames = new ArrayList<byte[]>();
    for (Path file : files) {
      frames.add(picture(file, maxFrameBytes));
    }
    return frames;
  }

  private static List<byte[]> file(Path file, long maxFrameBytes) throws IOException {
    if (!Files.exists(file)) {
      throw new UnreadablePicturesException(file, "no such file or folder");
    }
    return switch (ending(file)) {
      case "gif" -> film(file, GifFrames.read(file), maxFrameBytes);
      case "mjpeg", "mjpg" -> film(file, MjpegFrames.read(file), maxFrameBytes);
      case "jpg", "jpeg", "png" -> List.of(picture(file, maxFrameBytes));
      default ->
          throw new UnreadablePicturesException(
              file, "neither a folder nor .gif, .mjpeg, .mjpg, .jpg, .jpeg, .png");
    };
  }

  private static byte[] picture(Path file, long maxFrameBytes) throws IOException {
    byte[] jpeg = StillPicture.read(file);
    refuseOver(maxFrameBytes, jpeg, file, "");
    return jpeg;
  }

  private static List<byte[]> film(Path file, List<byte[]> frames, long maxFrameBytes)
      throws UnreadablePicturesException {
    for (int i = 0; i < frames.size(); i++) {
      refuseOver(maxFrameBytes, frames.get(i), file, "frame %d has ".formatted(i + 1));
    }
    return frames;
  }

  private static void refuseOver(long maxFrameBytes, byte[] jpeg, Path file, String which)
      throws UnreadablePicturesException {
    if (jpeg.length > maxFrameBytes) {
      throw new UnreadablePicturesException(
          file,
          "%s%d bytes as a JPEG, at most %d are read: scale it down or save it at a lower quality"
              .formatted(which, jpeg.length, maxFrameBytes));
    }
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
