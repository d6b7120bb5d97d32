package dev.vedette.pipeline.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A store that is given so much time for a file and no more, and whose every failure is that of the
 * one file.
 *
 * <p>Whoever decodes an event waits here, and with it all events behind. So files are read on a
 * thread apart, one at a time. Where that thread does not come back, because what hangs in it does
 * not listen to being interrupted, further ones are refused at once until it does: they would only
 * queue up behind it.
 */
public final class TimedReferenceStore implements ReferenceStore {
  private static final long serialVersionUID = 1;

  /** In which a reading that listens to being interrupted comes to its end. */
  private static final long GRACE_MILLIS = 50;

  private static final long IDLE_SECONDS = 30;

  private final ReferenceStore store;
  private final Duration limit;
  private transient @Nullable Desk desk;

  /** The thread, and whether it is free. */
  private record Desk(Executor thread, Semaphore free) {}

  public TimedReferenceStore(ReferenceStore store, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("limit <= 0: " + limit);
    }
    this.store = store;
    this.limit = limit;
  }

  @Override
  public byte[] read(URI uri, long maxBytes) throws IOException {
    Desk desk = desk();
    if (!desk.free.tryAcquire()) {
      throw new IOException("the store still hangs in an earlier file");
    }
    var reading = new FutureTask<>(() -> store.read(uri, maxBytes));
    desk.thread.execute(
        () -> {
          try {
            reading.run();
          } finally {
            desk.free.release();
          }
        });
    try {
      return reading.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      reading.cancel(true);
      awaitFree(desk);
      throw new IOException("not read within " + limit, e);
    } catch (InterruptedException e) {
      reading.cancel(true);
      throw interrupted();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static void awaitFree(Desk desk) throws IOException {
    try {
      if (desk.free.tryAcquire(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        desk.free.release();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while a file was read");
  }

  /** File systems are plugins, and throw what they like. */
  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException known ? known : new IOException(cause);
  }

  private synchronized Desk desk() {
    Desk open = desk;
    if (open == null) {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      var pool =
          new ThreadPoolExecutor(
              1,
              1,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              work -> {
                var thread = new Thread(work, "vedette-references");
                thread.setDaemon(true);
                thread.setContextClassLoader(loader);
                return thread;
              });
      // Nobody closes a decoder, so the thread ends by itself.
      pool.allowCoreThreadTimeOut(true);
      open = new Desk(pool, new Semaphore(1));
      desk = open;
    }
    return open;
  }
}
