package dev.vedette.simulators.provider;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where calls wait for their latency to pass or for their release. */
final class Waiting {
  private final CountDownLatch closing = new CountDownLatch(1);
  private CountDownLatch release = new CountDownLatch(1);

  /** False when the provider closes before. */
  boolean lasts(Duration time) throws InterruptedException {
    return time.isZero()
        ? closing.getCount() > 0
        : !closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** False when the provider closes before. */
  boolean untilReleased() throws InterruptedException {
    CountDownLatch mine;
    synchronized (this) {
      if (closing.getCount() == 0) {
        return false;
      }
      mine = release;
    }
    mine.await();
    return closing.getCount() > 0;
  }

  synchronized void release() {
    release.countDown();
    release = new CountDownLatch(1);
  }

  void close() {
    closing.countDown();
    release();
  }
}
