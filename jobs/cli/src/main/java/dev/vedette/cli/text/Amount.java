package dev.vedette.cli.text;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Money as people read it. */
public final class Amount {
  private static final int MICROS = 6;
  private static final int MOST_DIGITS = 30;

  private Amount() {}

  /** Micro-dollars a token, which is dollars for a million of them. */
  public static String ofMillion(BigDecimal microsPerToken) {
    return microsPerToken.stripTrailingZeros().toPlainString();
  }

  /** Dollars to the micro-dollar. */
  public static String ofMicros(long micros) {
    return BigDecimal.valueOf(micros, MICROS).toPlainString();
  }

  /** The same of more than any ledger has. */
  public static String ofWholeMicros(BigDecimal micros) {
    return micros.scaleByPowerOfTen(-MICROS).setScale(MICROS).toPlainString();
  }

  /** Dollars with no more digits than there are. */
  public static String ofMicros(BigDecimal micros) {
    return micros.scaleByPowerOfTen(-MICROS).stripTrailingZeros().toPlainString();
  }

  /**
   * Dollars that somebody typed, exactly.
   *
   * @throws IllegalArgumentException unless it is an amount of 0 or more
   */
  public static BigDecimal ofText(String text) {
    BigDecimal amount;
    try {
      amount = new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no amount such as 0.01".formatted(text), e);
    }
    if (amount.signum() < 0 || amount.precision() > MOST_DIGITS || isFar(amount.scale())) {
      throw new IllegalArgumentException("'%s' is no amount such as 0.01".formatted(text));
    }
    return amount;
  }

  private static boolean isFar(int scale) {
    return scale > MOST_DIGITS || scale < -MOST_DIGITS;
  }

  /** Dollars or a count as people read them: {@code 1,234,567.8}. */
  public static String grouped(BigDecimal amount) {
    String plain = amount.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String rest = point < 0 ? "" : plain.substring(point);
    return (amount.signum() < 0 ? "-" : "")
        + whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",")
        + rest;
  }

  public static String grouped(long count) {
    return grouped(BigDecimal.valueOf(count));
  }

  /** An option that is an amount of dollars. */
  public static final class OfOption implements ITypeConverter<BigDecimal> {
    @Override
    public BigDecimal convert(String text) {
      try {
        return ofText(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
