package dev.vedette.scenarios;

/**
 * Tells events that met a swap from those that did not.
 *
 * <p>An event meets a swap if it was under way at any moment between the announcement and the
 * activation. Those that were captured shortly after are neither: they may still wait behind others
 * that did, and counted with the rest they would spoil what the swaps are compared with.
 */
final class SwapPhases {
  static final String CALM = "calm";
  static final String AFTERMATH = "aftermath";

  private final long aftermathMicros;
  private String kind = CALM;
  private boolean swapping;
  private long activatedMicros = Long.MIN_VALUE / 2;

  SwapPhases(long aftermathMicros) {
    this.aftermathMicros = aftermathMicros;
  }

  /** From now on, events meet a swap of this kind. */
  synchronized void announced(String kindOfSwap) {
    kind = kindOfSwap;
    swapping = true;
  }

  /** Those that are captured after this do not. */
  synchronized void activated(long micros) {
    swapping = false;
    activatedMicros = micros;
  }

  /** What an event that leaves the gate now belongs to: a kind of swap, or one of the constants. */
  synchronized String of(long capturedMicros) {
    if (swapping || capturedMicros <= activatedMicros) {
      return kind;
    }
    return capturedMicros <= activatedMicros + aftermathMicros ? AFTERMATH : CALM;
  }
}
