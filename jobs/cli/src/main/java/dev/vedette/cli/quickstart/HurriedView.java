package dev.vedette.cli.quickstart;

import dev.vedette.simulators.devices.PictureSequence;
import java.time.Duration;

/**
 * What a camera sees, with more happening in less time: somebody who stands there for five seconds
 * stands there for two.
 *
 * <p>So that half a minute shows several episodes of each camera.
 */
record HurriedView(PictureSequence view, double times) implements PictureSequence {
  @Override
  public byte[] frame(long number, Duration sinceStart) {
    return view.frame(number, Duration.ofMillis((long) (sinceStart.toMillis() * times)));
  }

  @Override
  public long length() {
    return view.length();
  }
}
