package dev.vedette.core.money;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which of the attempts of one inference: a set of their numbers.
 *
 * <p>Never changed, so that it is Flink state as it is; its array is nobody else's.
 *
 * @param words of 64 bits, the lowest first: bit n is set when attempt n + 1 is among them; the
 *     last word is not 0
 */
public record Attempts(long[] words) {
  static final Attempts NONE = new Attempts(new long[0]);

  /**
   * As many as can be told apart, which takes up to a kilobyte: who is asked again every 64 seconds
   * needs six days for so many.
   */
  static final int MOST = 8_192;

  /**
   * With one more.
   *
   * @param attempt from 1 to {@link #MOST}
   */
  Attempts with(int attempt) {
    BitSet all = BitSet.valueOf(words);
    if (all.get(attempt - 1)) {
      return this;
    }
    all.set(attempt - 1);
    return new Attempts(all.toLongArray());
  }

  /** How many there are that are not among those. */
  int countWithout(Attempts those) {
    BitSet rest = BitSet.valueOf(words);
    rest.andNot(BitSet.valueOf(those.words));
    return rest.cardinality();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attempts those && Arrays.equals(words, those.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
