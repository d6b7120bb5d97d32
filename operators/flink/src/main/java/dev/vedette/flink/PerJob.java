package dev.vedette.flink;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;

/**
 * What a job has opened in this process, once for all its subtasks.
 *
 * <p>Whoever comes first opens it, the last to leave closes it.
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

  private static final class Shared<T> {
    final T thing;
    int users;

    Shared(T thing) {
      this.thing = thing;
    }
  }

  /** A user's hold on it. */
  final class Lease implements AutoCloseable {
    private final JobID job;
    private final Shared<T> shared;
    private boolean open = true;

    private Lease(JobID job, Shared<T> shared) {
      this.job = job;
      this.shared = shared;
    }

    T get() {
      return shared.thing;
    }

    boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      synchronized (opened) {
        if (!open) {
          return;
        }
        open = false;
        if (--shared.users == 0) {
          opened.remove(job);
          closing.accept(shared.thing);
        }
      }
    }
  }

  /** Opens it, or shares what is open. */
  Lease enter(JobID job, Opener<T> opener) throws IOException {
    synchronized (opened) {
      Shared<T> shared = opened.get(job);
      if (shared == null) {
        shared = new Shared<>(opener.open());
        opened.put(job, shared);
      }
      shared.users++;
      return new Lease(job, shared);
    }
  }
}
