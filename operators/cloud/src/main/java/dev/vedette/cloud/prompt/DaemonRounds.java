package dev.vedette.cloud.prompt;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rounds on a daemon thread of their own, which ends when they are closed. */
final class DaemonRounds implements Rounds.UnderWay {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration pause;
  private final Runnable round;

  private DaemonRounds(Duration pause, Runnable round) {
    this.pause = pause;
    this.round = round;
  }

  static Rounds named(String thread) {
    return (pause, round) -> {
      var rounds = new DaemonRounds(pause, round);
      var daemon = new Thread(rounds::run, thread);
      daemon.setDaemon(true);
      daemon.start();
      return rounds;
    };
  }

  private void run() {
    try {
      while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        round.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
