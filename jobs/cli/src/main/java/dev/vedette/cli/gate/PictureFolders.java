package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Pictures that somebody has sorted into two folders: {@code positive} and {@code negative}, or the
 * label of the gate and {@code not-} before it.
 *
 * <p>Folders below these are scenes. One that is below both, by the same path, is one scene.
 */
final class PictureFolders {
  private final Path folder;
  private final String label;

  PictureFolders(Path folder, String label) {
    this.folder = folder;
    this.label = label;
  }

  List<LabelledPicture> read() throws FailedCommandException {
    List<LabelledPicture> pictures = new ArrayList<>();
    add(pictures, the("positive", label), true);
    add(pictures, the("negative", "not-" + label), false);
    return pictures;
  }

  private Path the(String usual, String other) throws FailedCommandException {
    boolean one = Files.isDirectory(folder.resolve(usual));
    boolean two = Files.isDirectory(folder.resolve(other));
    if (one == two) {
      throw new FailedCommandException(
          (one
                  ? "%s has a folder %s and a folder %s, which mean the same: keep one of them"
                  : "no folder %2$s (or %3$s) in %1$s: sort the pictures into two folders,"
                      + " positive and negative")
              .formatted(folder, usual, other));
    }
    return folder.resolve(one ? usual : other);
  }

  private static void add(List<LabelledPicture> pictures, Path top, boolean positive)
      throws FailedCommandException {
    int before = pictures.size();
    try (Stream<Path> files = Files.walk(top, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(file -> isJpeg(file) && Files.isRegularFile(file))
          .sorted()
          .forEach(file -> pictures.add(picture(top, file, positive)));
    } catch (IOException e) {
      throw new FailedCommandException("cannot list %s: %s".formatted(top, e.getMessage()), e);
    }
    if (pictures.size() == before) {
      throw new FailedCommandException(
          "no pictures in %s: JPEGs are read, .jpg or .jpeg, in any depth".formatted(top));
    }
  }

  private static LabelledPicture picture(Path top, Path file, boolean positive) {
    Path parent = file.getParent();
    boolean alone = parent == null || parent.equals(top);
    return new LabelledPicture(
        file, positive, alone ? file.toString() : top.relativize(parent) + "/");
  }

  private static boolean isJpeg(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg");
  }
}
