package dev.vedette.pipeline.held;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is held in a thread of its own, batch by batch, so that whoever brings something does
 * not wait for the broker.
 *
 * <p>Between {@link #pause} that has returned true, or {@link #drain}, and {@link #resume} its
 * outlet is not used. Where pause gave up, the pump stops by itself after the batch that it is in,
 * and stays so until a pause has found it at rest: one that went on would always be found in a
 * batch. Only if nothing more can be held, it goes on without.
 *
 * <p>All but its thread is one thread's, which is the task's.
 */
final class Pump<T> implements AutoCloseable {
  private static final long LAST_BATCH_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final String what;
  private final Hold<T> held;
  private final Outlet<T> outlet;
  private final LongSupplier nanoClock;
  private final Pace pace;
  private final Thread thread;
  private final Consumer<Throwable> failed;
  private boolean begun;
  private boolean inBatch;
  private boolean paused;
  private boolean ended;
  private @Nullable Throwable failure;

  /**
   * @param what is written, for people
   * @param subtask that it is written by
   * @param pace of batches
   * @param failed hears in the pump's thread of the failure that has ended it
   */
  Pump(
      String what,
      int subtask,
      Hold<T> held,
      Outlet<T> outlet,
      Pace pace,
      LongSupplier nanoClock,
      Consumer<Throwable> failed) {
    this.what = what;
    this.held = held;
    this.outlet = outlet;
    this.pace = pace;
    this.nanoClock = nanoClock;
    this.failed = failed;
    this.thread = new Thread(this::run, "vedette-%s-%d".formatted(what.replace(' ', '-'), subtask));
    thread.setDaemon(true);
  }

  /**
   * Only once something comes, or a checkpoint: what a restore has found is not to be written while
   * others are still restored, nor again at each start that fails.
   */
  private void begin() {
    if (!begun) {
      begun = true;
      thread.start();
    }
  }

  /** Whether one more can be held without waiting. Forgets for that what can be forgotten. */
  synchronized boolean hasRoom() throws IOException {
    throwFailure();
    if (held.isFull()) {
      held.forgetWritten();
    }
    return !held.isFull();
  }

  /**
   * Returns at once, unless nothing more can be held. Where there is a reserve, it returns soon.
   *
   * @return whether less is held of it than came
   */
  synchronized boolean add(T one) throws IOException, InterruptedException {
    begin();
    long end = System.nanoTime() + RoomPatience.nanos(held.bytesOf(one));
    while (!hasRoom()) {
      paused = false;
      notifyAll();
      if (!held.hasReserve()) {
        wait();
      } else if (!waitUntil(end)) {
        break;
      }
    }
    boolean thinned = held.add(one);
    notifyAll();
    return thinned;
  }

  /**
   * Returns whether it has stopped, which it has not if the batch that it is in takes longer than
   * somebody is patient. With a transaction of which something is forgotten, nobody is impatient.
   */
  synchronized boolean pause(Duration patience) throws IOException, InterruptedException {
    begin();
    paused = true;
    long end = System.nanoTime() + patience.toNanos();
    while (inBatch && failure == null) {
      if (held.isForgetful()) {
        wait();
      } else if (!waitUntil(end)) {
        return false;
      }
    }
    throwFailure();
    return true;
  }

  /**
   * Returns whether the broker has all, which it has not if that takes longer than somebody is
   * patient. Never pauses.
   */
  synchronized boolean settle(Duration patience) throws IOException, InterruptedException {
    begin();
    long end = System.nanoTime() + patience.toNanos();
    boolean early = true;
    while (isBusy() && early) {
      early = waitUntil(end);
    }
    throwFailure();
    return !isBusy();
  }

  /** All that was written is committed, or will be; goes on with those that are returned. */
  synchronized List<T> resume() {
    held.committed();
    paused = false;
    notifyAll();
    return held.all();
  }

  /** Returns when all are written; it is paused then. */
  synchronized void drain() throws IOException, InterruptedException {
    begin();
    paused = false;
    notifyAll();
    while (isBusy()) {
      wait();
    }
    throwFailure();
    paused = true;
  }

  /** All that nobody else is answerable for, the batch that it is in included. */
  synchronized List<T> held() {
    return held.all();
  }

  synchronized long heldBytes() {
    return held.bytes();
  }

  private boolean isBusy() {
    return failure == null && (inBatch || held.areWaiting());
  }

  /** Waits until something has changed. Returns whether it is still early enough. */
  private boolean waitUntil(long endNanos) throws InterruptedException {
    long left = endNanos - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    TimeUnit.NANOSECONDS.timedWait(this, left);
    return true;
  }

  private void run() {
    try {
      List<T> batch = next();
      while (!batch.isEmpty()) {
        long from = nanoClock.getAsLong();
        outlet.write(batch);
        pace.took(bytesOf(batch), nanoClock.getAsLong() - from);
        batch = next();
      }
    } catch (Throwable e) { // The task ends of it, whatever it is.
      fail(e);
    }
  }

  private long bytesOf(List<T> batch) {
    return batch.stream().mapToLong(held::bytesOf).sum();
  }

  /** Ends a batch and waits for another. Empty: it is over. */
  private synchronized List<T> next() throws InterruptedException {
    held.written();
    inBatch = false;
    notifyAll();
    while (!ended && (paused || !held.areWaiting())) {
      wait();
    }
    if (ended) {
      return List.of();
    }
    inBatch = true;
    List<T> batch = held.take(pace.batchBytes());
    notifyAll();
    return batch;
  }

  private void fail(Throwable e) {
    synchronized (this) {
      if (ended) {
        return;
      }
      failure = e;
      inBatch = false;
      notifyAll();
    }
    failed.accept(e);
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      throw new IOException("%s could not be written: %s".formatted(what, failure), failure);
    }
  }

  /** Ends without what it has not written. */
  @Override
  public void close() throws InterruptedException, IOException {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    thread.interrupt();
    thread.join(LAST_BATCH_MILLIS);
    if (thread.isAlive()) {
      throw new IOException(thread.getName() + " does not end, though it was interrupted");
    }
  }
}
