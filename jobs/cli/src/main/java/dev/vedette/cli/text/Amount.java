package dev.vedette.cli.text;

import java.math.BigDecimal;

/** Money as people read it. */
public final class Amount {
  private static final int MICROS = 6;

  private Amount() {}

  /** Micro-dollars a token, which is dollars for a million of them. */
  public static String ofMillion(BigDecimal microsPerToken) {
    return microsPerToken.stripTrailingZeros().toPlainString();
  }

  /** Dollars to the micro-dollar. */
  public static String ofMicros(long micros) {
    return BigDecimal.valueOf(micros, MICROS).toPlainString();
  }

  /** Dollars with no more digits than there are. */
  public static String ofMicros(BigDecimal micros) {
    return micros.scaleByPowerOfTen(-MICROS).stripTrailingZeros().toPlainString();
  }
}
