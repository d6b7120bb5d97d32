package dev.vedette.cloud.prompt;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a model reads them: four digits that count, and no more signs than these need. */
final class Numbers {
  private static final MathContext DIGITS = new MathContext(4);

  private Numbers() {}

  static String shortly(double value) {
    if (!Double.isFinite(value)) {
      return "?";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    boolean plain = rounded.scale() >= 0 || rounded.precision() - rounded.scale() <= 7;
    return plain && rounded.scale() <= 7 ? rounded.toPlainString() : rounded.toString();
  }
}
