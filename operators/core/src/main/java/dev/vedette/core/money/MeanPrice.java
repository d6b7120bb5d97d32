package dev.vedette.core.money;

import java.math.BigInteger;

/**
 * What the answers to the latest questions have cost, and so what others would. The last five
 * hundred weigh more than all before: prices change, and so does the model that is asked.
 *
 * @param answers of which this is known; 0 as long as nothing is
 */
public record MeanPrice(long answers, long micros) {
  public static final MeanPrice UNKNOWN = new MeanPrice(0, 0);

  /** With so many, all count half. */
  private static final long LATEST = 1_000;

  public MeanPrice {
    if (answers < 0 || micros < 0) {
      throw new IllegalArgumentException("%d answers for %d".formatted(answers, micros));
    }
  }

  public MeanPrice with(long moreAnswers, long moreMicros) {
    long all = Math.addExact(answers, moreAnswers);
    long allMicros = Math.addExact(micros, moreMicros);
    return all < LATEST
        ? new MeanPrice(all, allMicros)
        : new MeanPrice(all - all / 2, allMicros / 2);
  }

  public boolean isKnown() {
    return answers > 0;
  }

  /**
   * What so many questions would have cost, rounded down: savings are not to be overstated. 0 as
   * long as no question has been answered: nor are they to be guessed.
   */
  public long of(long questions) {
    return !isKnown()
        ? 0
        : BigInteger.valueOf(questions)
            .multiply(BigInteger.valueOf(micros))
            .divide(BigInteger.valueOf(answers))
            .longValueExact();
  }
}
