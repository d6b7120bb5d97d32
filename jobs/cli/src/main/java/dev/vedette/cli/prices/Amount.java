package dev.vedette.cli.prices;

import java.math.BigDecimal;

/** Money as people read it. */
final class Amount {
  private static final int MICROS = 6;

  private Amount() {}

  /** Micro-dollars a token, which is dollars for a million of them. */
  static String ofMillion(BigDecimal microsPerToken) {
    return microsPerToken.stripTrailingZeros().toPlainString();
  }

  /** Dollars to the micro-dollar. */
  static String ofMicros(long micros) {
    return BigDecimal.valueOf(micros, MICROS).toPlainString();
  }

  /** Dollars with no more digits than there are. */
  static String ofMicros(BigDecimal micros) {
    return micros.scaleByPowerOfTen(-MICROS).stripTrailingZeros().toPlainString();
  }
}
