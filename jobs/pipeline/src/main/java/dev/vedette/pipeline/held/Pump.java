package dev.vedette.pipeline.held;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final String what;
  private final Hold<T> held;
  private final Outlet<T> outlet;
  private final LongSupplier nanoClock;
  private final Pace pace = new Pace();
  private final Thread thread;
  private final Consumer<Throwable> failed;
  private boolean inBatch;
  private boolean paused;
  private boolean ended;
  private @Nullable Throwable failure;

  /** Where to. */
  @FunctionalInterface
  interface Outlet<T> {
    /** Returns when the broker has them all. */
    void write(List<T> batch) throws IOException, InterruptedException;
  }

  /**
   * @param what is written, for people
   * @param subtask that it is written by
   * @param failed hears in the pump's thread of the failure that has ended it
   */
  Pump(
      String what,
      int subtask,
      Hold<T> held,
      Outlet<T> outlet,
      LongSupplier nanoClock,
      Consumer<Throwable> failed) {
    this.what = what;
    this.held = held;
    this.outlet = outlet;
    this.nanoClock = nanoClock;
    this.failed = failed;
    this.thread = new Thread(this::run, "vedette-%s-%d".formatted(what.replace(' ', '-'), subtask));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether one more can be held without waiting. Forgets for that what can be forgotten. */
  boolean hasRoom() throws IOException {
    lock.lock();
    try {
      throwFailure();
      if (held.isFull()) {
        held.forgetWritten();
      }
      return !held.isFull();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns at once, unless nothing more can be held.
   *
   * @return whether less is held of it than came
   */
  boolean add(T one) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!hasRoom()) {
        paused = false;
        changed.signalAll();
        changed.await();
      }
      boolean thinned = held.add(one);
      changed.signalAll();
      return thinned;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether it has stopped, which it has not if the batch that it is in takes longer than
   * somebody is patient. With a transaction of which something is forgotten, nobody is impatient.
   */
  boolean pause(Duration patience) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      paused = true;
      long left = patience.toNanos();
      while (inBatch && failure == null) {
        if (held.isForgetful()) {
          changed.await();
        } else if (left <= 0) {
          return false;
        } else {
          left = changed.awaitNanos(left);
        }
      }
      throwFailure();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether the broker has all, which it has not if that takes longer than somebody is
   * patient. Never pauses.
   */
  boolean settle(Duration patience) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (failure == null && (inBatch || held.areWaiting()) && left > 0) {
        left = changed.awaitNanos(left);
      }
      throwFailure();
      return !inBatch && !held.areWaiting();
    } finally {
      lock.unlock();
    }
  }

  /** All that was written is committed, or will be; goes on with those that are returned. */
  List<T> resume() {
    lock.lock();
    try {
      held.committed();
      paused = false;
      changed.signalAll();
      return held.all();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when all are written; it is paused then. */
  void drain() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      paused = false;
      changed.signalAll();
      while (failure == null && (inBatch || held.areWaiting())) {
        changed.await();
      }
      throwFailure();
      paused = true;
    } finally {
      lock.unlock();
    }
  }

  /** All that nobody else is answerable for, the batch that it is in included. */
  List<T> held() {
    lock.lock();
    try {
      return held.all();
    } finally {
      lock.unlock();
    }
  }

  long heldBytes() {
    lock.lock();
    try {
      return held.bytes();
    } finally {
      lock.unlock();
    }
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
  private List<T> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      held.written();
      inBatch = false;
      changed.signalAll();
      while (!ended && (paused || !held.areWaiting())) {
        changed.await();
      }
      if (ended) {
        return List.of();
      }
      inBatch = true;
      List<T> batch = held.take(pace.batchBytes());
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void fail(Throwable e) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      failure = e;
      inBatch = false;
      changed.signalAll();
    } finally {
      lock.unlock();
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
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    thread.join(LAST_BATCH_MILLIS);
    if (thread.isAlive()) {
      throw new IOException(thread.getName() + " does not end, though it was interrupted");
    }
  }
}
