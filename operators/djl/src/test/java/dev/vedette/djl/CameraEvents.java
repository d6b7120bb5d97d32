package dev.vedette.djl;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import java.nio.file.Files;
import java.time.Instant;

/** Events of one camera, made of pictures. */
final class CameraEvents {
  private CameraEvents() {}

  static byte[] golden(String name) throws Exception {
    return Files.readAllBytes(GateCopy.ORIGINAL.resolve("golden").resolve(name));
  }

  static Event jpeg(byte[] bytes) {
    JpegSize size = JpegSize.scan(bytes).orElseThrow();
    return jpeg(bytes, size.width(), size.height());
  }

  static Event jpeg(byte[] bytes, int width, int height) {
    return event(new Picture(Picture.Encoding.JPEG, width, height, bytes));
  }

  static Event rgb(byte[] bytes, int width, int height) {
    return event(new Picture(Picture.Encoding.RGB8, width, height, bytes));
  }

  private static Event event(Picture picture) {
    var origin = new Origin("events.camera", 0, 0, Instant.EPOCH);
    return Event.ofPicture(
        new EventHeader("e1", "acme", "cam1", "door", Kind.CAMERA, Instant.EPOCH, origin), picture);
  }
}
