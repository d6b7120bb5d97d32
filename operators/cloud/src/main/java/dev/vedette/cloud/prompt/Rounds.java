package dev.vedette.cloud.prompt;

import java.time.Duration;

/** Does something again and again, apart from whoever wants it done. */
@FunctionalInterface
interface Rounds {
  /**
   * Begins, after one pause.
   *
   * @param pause between the end of one round and the beginning of the next
   */
  UnderWay begin(Duration pause, Runnable round);

  /** Rounds that have begun. */
  @FunctionalInterface
  interface UnderWay extends AutoCloseable {
    /** No round begins any more; one that hangs is not waited for. */
    @Override
    void close();
  }
}
