package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClipTest {
  private static final byte[] RED = Pictures.jpeg(Color.RED);
  private static final byte[] GREEN = Pictures.jpeg(Color.GREEN);
  private static final long ANY_SIZE = Long.MAX_VALUE;

  @TempDir Path dir;

  @Test
  void aFolderIsShownByName() throws Exception {
    Files.write(dir.resolve("2.jpg"), GREEN);
    Files.write(dir.resolve("1.JPEG"), RED);
    ImageIO.write(Pictures.plain(Color.BLUE, 20, 20), "png", dir.resolve("3.png").toFile());
    Files.writeString(dir.resolve("notes.txt"), "no picture");

    Clip clip = Clip.read(dir, ANY_SIZE);

    assertThat(clip.frames()).isEqualTo(3);
    assertThat(at(clip, 0)).isEqualTo(RED);
    assertThat(at(clip, 1)).isEqualTo(GREEN);
    assertThat(Pictures.colourAt(at(clip, 2), 5, 5)).isEqualTo("b");
    assertThat(at(clip, 3)).isEqualTo(RED);
    assertThat(clip.length()).isEqualTo(PictureSequence.ENDLESS);
    assertThat(clip.once().length()).isEqualTo(3);
  }

  @Test
  void whatIsTransparentIsBlack() throws Exception {
    var clear = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
    ImageIO.write(clear, "png", dir.resolve("clear.png").toFile());

    assertThat(Pictures.colourAt(at(Clip.read(dir.resolve("clear.png"), ANY_SIZE), 0), 5, 5))
        .isEqualTo("black");
  }

  @Test
  void patchesOfAGifAreLaidOverOneAnother() throws Exception {
    Path file = dir.resolve("moving.gif");
    Pictures.gif(
        file,
        List.of(
            patch(Color.RED, 32, 0, "doNotDispose"),
            patch(Color.GREEN, 16, 0, "restoreToPrevious"),
            patch(Color.BLUE, 16, 16, "restoreToBackgroundColor"),
            patch(Color.GREEN, 8, 0, "none")));

    Clip clip = Clip.read(file, ANY_SIZE);

    assertThat(clip.frames()).isEqualTo(4);
    assertThat(corners(clip, 0)).containsExactly("r", "r");
    assertThat(corners(clip, 1)).containsExactly("g", "r");
    assertThat(corners(clip, 2)).containsExactly("r", "b");
    assertThat(corners(clip, 3)).containsExactly("g", "black");
  }

  @Test
  void mjpegIsSplitByItsMarkers() throws Exception {
    Path file = dir.resolve("camera.mjpeg");
    var out = new ByteArrayOutputStream();
    out.write("--frame\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(withThumbnail(RED));
    out.write("\r\n--frame\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(GREEN);
    out.write(RED);
    out.write(GREEN, 0, GREEN.length - 10);
    Files.write(file, out.toByteArray());

    Clip clip = Clip.read(file, ANY_SIZE);

    assertThat(clip.frames()).isEqualTo(3);
    assertThat(at(clip, 0)).isEqualTo(withThumbnail(RED));
    assertThat(at(clip, 1)).isEqualTo(GREEN);
    assertThat(at(clip, 2)).isEqualTo(RED);
  }

  @Test
  void everyCutOfAJpegIsNoFrame() {
    for (int length = 0; length < RED.length; length++) {
      assertThat(MjpegFrames.split(Arrays.copyOf(RED, length))).isEmpty();
    }
  }

  @Test
  void whatCannotBeReadIsNamed() throws Exception {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    refused(empty, "no .jpg");
    refused(dir.resolve("missing.gif"), "no such file");
    refused(write("film.avi", RED), "neither");
    refused(write("broken.gif", new byte[] {'G', 'I', 'F', '8', '9', 'a', 1}), "damaged");
    refused(write("broken.png", new byte[100]), "not a picture");
    refused(write("none.mjpeg", new byte[100]), "no whole JPEG");
    Path folder = Files.createDirectory(dir.resolve("folder"));
    Files.write(folder.resolve("bad.jpg"), new byte[10]);
    assertThatExceptionOfType(UnreadablePicturesException.class)
        .isThrownBy(() -> Clip.read(folder, ANY_SIZE))
        .withMessageContaining("bad.jpg");
  }

  @Test
  void aPictureThatIsTooLargeIsNamedWithItsSizeAndTheLimit() throws Exception {
    write("1.jpg", RED);
    byte[] large = Arrays.copyOf(GREEN, 5000);
    write("2.jpg", large);

    tooLarge(dir, dir.resolve("2.jpg") + ": 5000 bytes as a JPEG, at most 4999 are read: ");
    tooLarge(dir.resolve("2.jpg"), ": 5000 bytes");
    assertThat(Clip.read(dir, 5000).frames()).isEqualTo(2);
  }

  @Test
  void aFrameOfAFilmThatIsTooLargeIsNamedByItsNumber() throws Exception {
    var film = new ByteArrayOutputStream();
    film.write(RED);
    film.write(withComments(GREEN, 6000));

    tooLarge(write("film.mjpeg", film.toByteArray()), "film.mjpeg: frame 2 has ");
  }

  @Test
  void whatCountsIsTheSizeAsAJpegWhateverTheFileHas() throws Exception {
    Path gif = dir.resolve("moving.gif");
    Pictures.gif(gif, List.of(patch(Color.RED, 400, 0, "none")));
    assertThat(Files.size(gif)).isLessThan(Jpeg.encode(Pictures.plain(Color.RED, 400, 400)).length);

    assertThatExceptionOfType(UnreadablePicturesException.class)
        .isThrownBy(() -> Clip.read(gif, Files.size(gif)))
        .withMessageContaining("moving.gif: frame 1 has ");
  }

  private static void tooLarge(Path path, String message) {
    assertThatExceptionOfType(UnreadablePicturesException.class)
        .isThrownBy(() -> Clip.read(path, 4999))
        .withMessageContaining(message)
        .withMessageContaining("scale it down");
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes);
  }

  private static void refused(Path path, String why) {
    assertThatExceptionOfType(UnreadablePicturesException.class)
        .isThrownBy(() -> Clip.read(path, ANY_SIZE))
        .withMessageContaining(path.toString())
        .withMessageContaining(why);
  }

  private static Pictures.Patch patch(Color colour, int side, int offset, String disposal) {
    return new Pictures.Patch(Pictures.plain(colour, side, side), offset, offset, disposal);
  }

  /** Near the upper left corner, and near the lower right one. */
  private static List<String> corners(Clip clip, long number) throws IOException {
    byte[] frame = at(clip, number);
    return List.of(Pictures.colourAt(frame, 3, 3), Pictures.colourAt(frame, 27, 27));
  }

  /** A whole JPEG within an APP1 segment, as cameras put it there. */
  private static byte[] withThumbnail(byte[] jpeg) {
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xFF);
    out.write(0xE1);
    out.write(GREEN.length + 2 >> 8);
    out.write(GREEN.length + 2);
    out.writeBytes(GREEN);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** As large as that, for what a camera has written about itself. */
  private static byte[] withComments(byte[] jpeg, int bytes) {
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int length = bytes - jpeg.length - 2;
    out.write(0xFF);
    out.write(0xFE);
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(new byte[length - 2]);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] at(Clip clip, long number) {
    return clip.frame(number, Duration.ZERO);
  }
}
