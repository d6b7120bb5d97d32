package dev.vedette.pipeline;

import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A picture of which it is known what the gates say of it. */
final class GoldenPicture {
  private GoldenPicture() {}

  static Picture named(String name) {
    String resource = "/gates/face/golden/" + name;
    try (InputStream in = GoldenPicture.class.getResourceAsStream(resource)) {
      byte[] jpeg = Objects.requireNonNull(in, resource).readAllBytes();
      JpegSize size = JpegSize.scan(jpeg).orElseThrow();
      return new Picture(Picture.Encoding.JPEG, size.width(), size.height(), jpeg);
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }
}
