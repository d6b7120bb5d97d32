package dev.vedette.cli.quickstart;

import dev.vedette.simulators.devices.PictureSequence;
import java.time.Duration;

/** What a camera sees, as soon as it may send it. */
record HeldBackView(PictureSequence view, Headway headway) implements PictureSequence {
  @Override
  public byte[] frame(long number, Duration sinceStart) {
    byte[] jpeg = view.frame(number, sinceStart);
    try {
      headway.send(jpeg.length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the camera's own wait is next
    }
    return jpeg;
  }

  @Override
  public long length() {
    return view.length();
  }
}
