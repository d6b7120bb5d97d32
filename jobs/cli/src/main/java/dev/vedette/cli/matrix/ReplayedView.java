package dev.vedette.cli.matrix;

import dev.vedette.simulators.devices.PictureSequence;
import java.time.Duration;

/**
 * What a camera sees, by the number of the frame and not by the clock: the same in every replay.
 *
 * @param from the first frame's number in all that there is to see
 * @param frameTime how much happens from one frame to the next
 */
record ReplayedView(PictureSequence view, long from, Duration frameTime)
    implements PictureSequence {
  @Override
  public byte[] frame(long number, Duration sinceStart) {
    long at = from + number;
    return view.frame(at, frameTime.multipliedBy(at));
  }

  @Override
  public long length() {
    return view.length();
  }
}
