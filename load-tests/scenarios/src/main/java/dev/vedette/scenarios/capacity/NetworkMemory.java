package dev.vedette.scenarios.capacity;

/**
 * What edges on which each subtask sends to each take of a task manager's network memory: buffers
 * of its own for each channel, and some for all of an edge's (Flink's {@code
 * taskmanager.network.memory.buffers-per-channel} and {@code floating-buffers-per-gate} by
 * themselves).
 */
public final class NetworkMemory {
  /** Hashed or rebalanced, between tasks that have as many subtasks as the job. */
  static final int EDGES = 10;

  /**
   * What Flink takes of the chart's memory for a task manager: a tenth of what metaspace and Java's
   * own need leave.
   */
  public static final long GIVEN_BYTES = 209_086_057;

  private static final double BUFFER_BYTES = 32 * 1024;
  private static final int OF_A_CHANNEL = 2;
  private static final int OF_AN_EDGE = 8;

  /** Both ends of an edge have as many. */
  private static final int ENDS = 2;

  private NetworkMemory() {}

  /** At most, of a task manager that has one of so many subtasks. */
  static double bytes(double subtasks) {
    return EDGES * ENDS * (OF_A_CHANNEL * subtasks + OF_AN_EDGE) * BUFFER_BYTES;
  }

  /** With how many subtasks all that is given is used. */
  static double mostSubtasks() {
    double buffers = GIVEN_BYTES / BUFFER_BYTES / EDGES / ENDS;
    return Math.floor((buffers - OF_AN_EDGE) / OF_A_CHANNEL);
  }
}
