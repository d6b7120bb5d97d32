package dev.vedette.cli.watch;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.watch.Crop;
import dev.vedette.core.watch.Grid;
import dev.vedette.core.watch.Stencil;
import dev.vedette.core.watch.View;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a picture when what a view hides is black.
 *
 * @param sent the part that may leave for the cloud
 */
record SeenPart(BufferedImage image, int hidden, Crop sent) {

  static SeenPart of(View view, Path file) throws FailedCommandException {
    BufferedImage picture = read(file);
    int width = picture.getWidth();
    int height = picture.getHeight();
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Stencil stencil = Stencil.of(view, Grid.of(width, height));
    Graphics2D graphics = image.createGraphics();
    graphics.drawImage(picture, 0, 0, null);
    graphics.setColor(Color.BLACK);
    stencil.paint((row, from, until) -> graphics.fillRect(from, row, until - from, 1));
    graphics.dispose();
    return new SeenPart(image, stencil.hidden(), Crop.of(view, width, height));
  }

  private static BufferedImage read(Path file) throws FailedCommandException {
    try {
      @Nullable BufferedImage picture = ImageIO.read(file.toFile());
      if (picture != null) {
        return picture;
      }
      throw new FailedCommandException("%s is no picture that can be read".formatted(file));
    } catch (IOException e) {
      throw new FailedCommandException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  void write(Path file) throws FailedCommandException {
    try {
      var png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      Files.write(file, png.toByteArray());
    } catch (IOException e) {
      throw new FailedCommandException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    int pixels = image.getWidth() * image.getHeight();
    return String.format(
        Locale.ROOT,
        "%.1f %% of %dx%d; %dx%d of it may leave for the cloud",
        100.0 * (pixels - hidden) / pixels,
        image.getWidth(),
        image.getHeight(),
        sent.width(),
        sent.height());
  }
}
