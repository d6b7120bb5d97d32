package dev.vedette.core.watch;

import java.util.Locale;

/** Why nobody wants to be asked about an event, although the gate let it through. */
public enum Ignored {
  /** Its label does not count on this device. */
  LABEL,
  /** What the gate sees is smaller than what counts on this device. */
  SIZE,
  /** It happened outside of the hours that count. */
  HOURS,
  /** A question about the same device and label was made not long before. */
  COOLDOWN;

  /** As it is spelt in metrics: {@code cooldown}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
