package dev.vedette.cloud.prompt;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Rounds on a daemon thread of their own, which ends when they are closed. */
final class DaemonRounds {
  private DaemonRounds() {}

  static Rounds named(String thread) {
    return (pause, round) -> {
      var daemon =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                var made = new Thread(task, thread);
                made.setDaemon(true);
                return made;
              });
      var unused =
          daemon.scheduleWithFixedDelay(
              round, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
      return daemon::shutdown; // and not now: a round that reads is left to end
    };
  }
}
