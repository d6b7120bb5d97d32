package dev.vedette.core.window;

import java.util.Locale;

/** What became of a reading. Every reading has exactly one outcome. */
public enum ReadingOutcome {
  /** It has its place among its device's readings. */
  KEPT,
  /** Its event, or one of the same device time, is there already. */
  DUPLICATE,
  /** Too far behind its own device, or older than all that a window still reaches. */
  LATE,
  /** No gate can judge it, or nobody can say when it was taken. */
  DEAD_LETTERED;

  /** As it is spelt in metrics: {@code dead-lettered}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
