package dev.vedette.flink;

import dev.vedette.core.brain.Roads;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.JobID;

/**
 * The roads that a job has opened in this process, once for all its subtasks: whoever decides on
 * questions knows at once what those who ask have met, and connections are used by all.
 *
 * <p>Whoever comes first opens them, the last to leave closes them.
 */
final class SharedRoads {
  private static final Map<JobID, SharedRoads> OF_THIS_PROCESS = new HashMap<>();

  private final Roads roads;
  private int users;

  private SharedRoads(Roads roads) {
    this.roads = roads;
  }

  /** A user's hold on the roads, and the calls it may have under way on each. */
  static final class Lease implements AutoCloseable {
    private final JobID job;
    private final SharedRoads shared;
    private final int calls;
    private boolean open = true;

    private Lease(JobID job, SharedRoads shared, int calls) {
      this.job = job;
      this.shared = shared;
      this.calls = calls;
    }

    Roads roads() {
      return shared.roads;
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        leave(this);
      }
    }
  }

  /**
   * Opens the roads, or shares those that are open.
   *
   * @param calls that the user may have under way at once on each; 0 for one who only looks
   */
  static Lease enter(JobID job, RoadsOpener opener, int calls) throws IOException {
    synchronized (OF_THIS_PROCESS) {
      SharedRoads shared = OF_THIS_PROCESS.get(job);
      if (shared == null) {
        shared = new SharedRoads(opener.open());
        OF_THIS_PROCESS.put(job, shared);
      }
      shared.users++;
      shared.roads.widen(calls);
      return new Lease(job, shared, calls);
    }
  }

  private static void leave(Lease lease) {
    synchronized (OF_THIS_PROCESS) {
      SharedRoads shared = lease.shared;
      if (--shared.users == 0) {
        OF_THIS_PROCESS.remove(lease.job);
        shared.roads.close();
      } else {
        shared.roads.widen(-lease.calls);
      }
    }
  }
}
