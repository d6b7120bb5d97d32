package dev.vedette.simulators.devices;

import java.time.Duration;

/** What a camera sees: a JPEG for each of its frames. */
public interface PictureSequence {
  /** A sequence that never ends. */
  long ENDLESS = Long.MAX_VALUE;

  /**
   * The frame of this number, from 0 on. The bytes are shared: they are not to be changed.
   *
   * @param sinceStart capture time since the camera's first frame
   */
  byte[] frame(long number, Duration sinceStart);

  /** How many frames there are. */
  default long length() {
    return ENDLESS;
  }
}
