package dev.vedette.core.budget;

/**
 * Money in the three ways in which it counts against a limit, in micro-dollars.
 *
 * @param spent on calls of which it is known what they cost
 * @param unknown on calls that may have been billed, at their worst case
 * @param reserved for calls that may still be made, at their worst case
 */
public record Sums(long spent, long unknown, long reserved) {
  public static final Sums ZERO = new Sums(0, 0, 0);

  public Sums plus(Sums other) {
    return new Sums(
        Math.addExact(spent, other.spent),
        Math.addExact(unknown, other.unknown),
        Math.addExact(reserved, other.reserved));
  }

  public Sums minus(Sums other) {
    return new Sums(
        Math.subtractExact(spent, other.spent),
        Math.subtractExact(unknown, other.unknown),
        Math.subtractExact(reserved, other.reserved));
  }

  /** What is to be held against a limit. */
  public long total() {
    return Math.addExact(Math.addExact(spent, unknown), reserved);
  }
}
