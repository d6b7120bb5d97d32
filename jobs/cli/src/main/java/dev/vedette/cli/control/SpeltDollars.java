package dev.vedette.cli.control;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** US dollars as people write them, {@code 25} or {@code 0.5}, in micro-dollars. */
final class SpeltDollars implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("\\d{1,18}(\\.\\d+)?");
  private static final int MICROS = 6;
  private static final int CENTS = 2;

  @Override
  public Long convert(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new TypeConversionException(
          "'%s' is no amount of US dollars such as 25 or 0.50".formatted(text));
    }
    BigDecimal micros = new BigDecimal(text).movePointRight(MICROS);
    if (micros.scale() > 0) {
      throw new TypeConversionException(
          "'%s' is finer than a micro-dollar: write six decimals at most".formatted(text));
    }
    if (micros.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new TypeConversionException("'%s' is more than can be counted".formatted(text));
    }
    return micros.longValueExact();
  }

  /** With cents, and with what is finer only where there is any: {@code $25.00}. */
  static String of(long micros) {
    BigDecimal dollars = BigDecimal.valueOf(micros, MICROS).stripTrailingZeros();
    return '$' + dollars.setScale(Math.max(CENTS, dollars.scale())).toPlainString();
  }
}
