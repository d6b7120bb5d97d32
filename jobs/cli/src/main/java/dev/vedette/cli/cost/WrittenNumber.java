package dev.vedette.cli.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Numbers as they are written in exports. */
final class WrittenNumber {
  private static final Pattern PLAIN =
      Pattern.compile("[-+]?\\d{1,18}(\\.\\d{0,30})?|[-+]?\\.\\d{1,30}");
  private static final Pattern POWER = Pattern.compile("[-+]?\\d(\\.\\d{0,30})?[eE][-+]?\\d{1,2}");
  private static final Pattern GROUPED = Pattern.compile("[-+]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
  private static final Pattern ONE_GROUP = Pattern.compile("[-+]?\\d{1,3},\\d{3}");
  private static final Pattern COUNT = Pattern.compile("\\d{1,15}(\\.0+)?|\\d{1,3}(,\\d{3}){1,4}");

  /** What is beyond is no money, but how a program writes a sum of binary fractions. */
  private static final int USD_DIGITS = 12;

  private WrittenNumber() {}

  /**
   * Dollars, with a decimal point.
   *
   * @throws UnusableRowException also where a comma may be either
   */
  static BigDecimal usd(String given, String column) throws UnusableRowException {
    String text = given.strip().replaceFirst("^([-+]?)\\$\\s*", "$1");
    if (ONE_GROUP.matcher(text).matches()) {
      throw new UnusableRowException(
          "'%s' in %s may be thousands or decimals: write the decimals with a point, and no groups"
              .formatted(given, column));
    }
    boolean isGrouped = GROUPED.matcher(text).matches();
    if (!isGrouped && !PLAIN.matcher(text).matches() && !POWER.matcher(text).matches()) {
      throw new UnusableRowException(
          "'%s' in %s is no amount of US dollars such as 0.0123".formatted(given, column));
    }
    BigDecimal exact = new BigDecimal(isGrouped ? text.replace(",", "") : text);
    return exact.setScale(USD_DIGITS, RoundingMode.HALF_EVEN);
  }

  /** Tokens; none where nothing is written. */
  static long count(String given, String column) throws UnusableRowException {
    String text = given.strip();
    if (text.isEmpty()) {
      return 0;
    }
    if (!COUNT.matcher(text).matches()) {
      throw new UnusableRowException("'%s' in %s is no count".formatted(given, column));
    }
    return new BigDecimal(text.replace(",", "")).longValueExact();
  }
}
