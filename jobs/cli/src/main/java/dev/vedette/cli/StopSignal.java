package dev.vedette.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * The wish of a person to stop: the first Ctrl-C asks, the second one ends the process at once.
 *
 * <p>A signal and not a shutdown hook, because hooks of Flink's and Kafka's own would tear down
 * what is still being asked for its last figures.
 */
public final class StopSignal {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch asked = new CountDownLatch(1);

  /** One that the signals of this process set. */
  public static StopSignal ofProcess() {
    var stop = new StopSignal();
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> stop.ask());
    }
    return stop;
  }

  /** Asks; the second time, halts. */
  private void ask() {
    if (requested()) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    request();
  }

  public void request() {
    asked.countDown();
  }

  public boolean requested() {
    return asked.getCount() == 0;
  }

  /** Waits; true when it is time to stop. */
  public boolean within(Duration time) throws InterruptedException {
    return asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
