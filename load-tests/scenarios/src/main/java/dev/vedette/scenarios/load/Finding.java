package dev.vedette.scenarios.load;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run found out.
 *
 * @param text the value with its unit
 * @param value null where there is none, such as a time that never came
 * @param wanted what is wanted, in words; null where nothing is
 * @param kind how much depends on it
 * @param met whether it is as wanted
 */
record Finding(
    String name,
    String text,
    @Nullable Double value,
    @Nullable String wanted,
    Kind kind,
    boolean met) {
  /** How much depends on a finding. */
  enum Kind {
    /** A figure. */
    MEASURED,
    /** A figure with a bar; to miss it is a result. */
    TARGET,
    /** What must hold in any run; if it does not, the run has found a defect. */
    INVARIANT
  }

  static Finding measured(String name, double value, String unit) {
    return new Finding(name, text(value, unit), value, null, Kind.MEASURED, true);
  }

  static Finding said(String name, String text) {
    return new Finding(name, text, null, null, Kind.MEASURED, true);
  }

  /** Met if it is at most so much. */
  static Finding atMost(String name, double value, String unit, double most) {
    return new Finding(
        name,
        text(value, unit),
        Double.isFinite(value) ? value : null,
        "at most " + text(most, unit),
        Kind.TARGET,
        value <= most);
  }

  /** A target that is met or not for a reason that takes words. */
  static Finding target(String name, String text, String wanted, boolean met) {
    return new Finding(name, text, null, wanted, Kind.TARGET, met);
  }

  static Finding equal(String name, long found, long wanted) {
    return new Finding(
        name,
        "%,d".formatted(found),
        (double) found,
        "%,d".formatted(wanted),
        Kind.INVARIANT,
        found == wanted);
  }

  static Finding invariant(String name, String text, String wanted, boolean met) {
    return new Finding(name, text, null, wanted, Kind.INVARIANT, met);
  }

  private static String text(double value, String unit) {
    if (!Double.isFinite(value)) {
      return "never";
    }
    double size = Math.abs(value);
    boolean round = size >= 100 || value == Math.rint(value);
    String number = round ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return (String.format(Locale.ROOT, number, value) + ' ' + unit).trim();
  }
}
