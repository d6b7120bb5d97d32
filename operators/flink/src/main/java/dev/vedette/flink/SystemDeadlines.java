package dev.vedette.flink;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system's time, with alarms that fire on a thread of their own. */
final class SystemDeadlines implements DeadlineClock {
  private final ScheduledThreadPoolExecutor alarms =
      new ScheduledThreadPoolExecutor(1, SystemDeadlines::alarmThread);

  SystemDeadlines() {
    alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // A cancelled alarm would otherwise keep what it holds until its time.
    alarms.setRemoveOnCancelPolicy(true);
    // What comes in after the end, on a thread of the ledger's, has no alarm and no failure either.
    alarms.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Pending in(Duration delay, Runnable action) {
    var alarm = alarms.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> alarm.cancel(false);
  }

  int pending() {
    return alarms.getQueue().size();
  }

  @Override
  public void close() {
    alarms.shutdownNow();
  }

  private static Thread alarmThread(Runnable action) {
    var thread = new Thread(action, "vedette-ask-deadlines");
    thread.setDaemon(true);
    return thread;
  }
}
