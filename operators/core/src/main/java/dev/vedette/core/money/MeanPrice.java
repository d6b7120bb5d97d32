package dev.vedette.core.money;

import java.math.BigInteger;

/**
 * What the answers to some questions have cost, and so what others would.
 *
 * @param answers of which this is known; 0 as long as nothing is
 */
public record MeanPrice(long answers, long micros) {
  public static final MeanPrice UNKNOWN = new MeanPrice(0, 0);

  public MeanPrice {
    if (answers < 0 || micros < 0) {
      throw new IllegalArgumentException("%d answers for %d".formatted(answers, micros));
    }
  }

  public MeanPrice with(long moreAnswers, long moreMicros) {
    return new MeanPrice(Math.addExact(answers, moreAnswers), Math.addExact(micros, moreMicros));
  }

  /**
   * What so many questions would have cost, rounded down: savings are not to be overstated. 0 as
   * long as no question has been answered: nor are they to be guessed.
   */
  public long of(long questions) {
    return answers == 0
        ? 0
        : BigInteger.valueOf(questions)
            .multiply(BigInteger.valueOf(micros))
            .divide(BigInteger.valueOf(answers))
            .longValueExact();
  }
}
