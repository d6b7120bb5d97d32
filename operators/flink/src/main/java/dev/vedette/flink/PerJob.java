package dev.vedette.flink;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/**
 * What a job has opened in this process, once for all its subtasks.
 *
 * <p>Whoever comes first opens it, the last to leave closes it. No job waits for another's.
 */
final class PerJob<T> {
  private final Map<JobID, Shared<T>> opened = new HashMap<>();
  private final Consumer<T> closing;

  PerJob(Consumer<T> closing) {
    this.closing = closing;
  }

  @FunctionalInterface
  interface Opener<T> {
    T open() throws IOException;
  }

  /** A job's own; whoever opens, closes or counts its users holds its lock. */
  private static final class Shared<T> {
    @Nullable T thing;
    int users;

    /** Those who have it, and those who are about to; under the lock of the map. */
    int claims;
  }

  /** A user's hold on it. */
  final class Lease implements AutoCloseable {
    private final JobID job;
    private final Shared<T> shared;
    private final T thing;
    private boolean open = true;

    private Lease(JobID job, Shared<T> shared, T thing) {
      this.job = job;
      this.shared = shared;
      this.thing = thing;
    }

    T get() {
      return thing;
    }

    boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      if (!open) {
        return;
      }
      open = false;
      try {
        leave(shared, thing);
      } finally {
        unclaim(job, shared);
      }
    }
  }

  /** Opens it, or shares what is open. */
  Lease enter(JobID job, Opener<T> opener) throws IOException {
    Shared<T> shared = claim(job);
    boolean entered = false;
    try {
      synchronized (shared) {
        T thing = shared.thing;
        if (thing == null) {
          thing = opener.open();
          shared.thing = thing;
        }
        shared.users++;
        entered = true;
        return new Lease(job, shared, thing);
      }
    } finally {
      if (!entered) {
        unclaim(job, shared);
      }
    }
  }

  private void leave(Shared<T> shared, T thing) {
    synchronized (shared) {
      if (--shared.users == 0) {
        shared.thing = null;
        closing.accept(thing);
      }
    }
  }

  private Shared<T> claim(JobID job) {
    synchronized (opened) {
      Shared<T> shared = opened.computeIfAbsent(job, id -> new Shared<>());
      shared.claims++;
      return shared;
    }
  }

  private void unclaim(JobID job, Shared<T> shared) {
    synchronized (opened) {
      if (--shared.claims == 0) {
        opened.remove(job);
      }
    }
  }
}
