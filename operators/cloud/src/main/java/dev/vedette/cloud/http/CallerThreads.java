package dev.vedette.cloud.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a caller: daemons, few, and apart from each other.
 *
 * <p>The HTTP client looks names up on its executor, and a lookup on a cut road blocks for many
 * seconds. Deadlines are therefore kept by a thread of their own, and what follows an answer, which
 * may block on the ledger, runs on neither.
 */
final class CallerThreads implements AutoCloseable {
  private static final int NETWORK_THREADS = 4;
  private static final int ANSWER_THREADS = 2;
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor network;
  private final ThreadPoolExecutor answers;
  private final ScheduledThreadPoolExecutor timer;

  CallerThreads(String name) {
    network = pool(NETWORK_THREADS, "vedette-" + name + "-network-");
    answers = pool(ANSWER_THREADS, "vedette-" + name + "-answers-");
    timer = new ScheduledThreadPoolExecutor(1, daemons("vedette-" + name + "-deadlines-"));
    timer.setRemoveOnCancelPolicy(true);
  }

  Executor network() {
    return network;
  }

  Executor answers() {
    return answers;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** What has been decided is still delivered; deadlines are not kept any more. */
  @Override
  public void close() {
    timer.shutdownNow();
    answers.shutdown();
    network.shutdown();
  }

  private static ThreadPoolExecutor pool(int threads, String prefix) {
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons(prefix));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory daemons(String prefix) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
