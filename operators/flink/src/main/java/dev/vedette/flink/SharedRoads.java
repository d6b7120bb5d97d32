package dev.vedette.flink;

import dev.vedette.core.brain.Roads;
import java.io.IOException;
import org.apache.flink.api.common.JobID;

/**
 * The roads that a job has opened in this process: whoever decides on questions knows at once what
 * those who ask have met, and connections are used by all.
 */
final class SharedRoads {
  private static final PerJob<Roads> OF_THIS_PROCESS = new PerJob<>(Roads::close);

  private SharedRoads() {}

  /** A user's hold on the roads, and the calls it may have under way on each. */
  static final class Lease implements AutoCloseable {
    private final PerJob<Roads>.Lease shared;
    private final int calls;

    private Lease(PerJob<Roads>.Lease shared, int calls) {
      this.shared = shared;
      this.calls = calls;
    }

    Roads roads() {
      return shared.get();
    }

    @Override
    public void close() {
      if (shared.isOpen()) {
        roads().widen(-calls);
        shared.close();
      }
    }
  }

  /**
   * Opens the roads, or shares those that are open.
   *
   * @param calls that the user may have under way at once on each; 0 for one who only looks
   */
  static Lease enter(JobID job, RoadsOpener opener, int calls) throws IOException {
    var shared = OF_THIS_PROCESS.enter(job, opener::open);
    shared.get().widen(calls);
    return new Lease(shared, calls);
  }
}
