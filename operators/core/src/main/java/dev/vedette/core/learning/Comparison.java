package dev.vedette.core.learning;

/**
 * A candidate beside the head in service, on the same events.
 *
 * @param areaGain the candidate's area less that of the head in service
 * @param righted events that only the candidate decides rightly
 * @param wronged events that only the head in service decides rightly
 * @param chance how likely so uneven a pair of these two is between equals
 */
public record Comparison(
    Measured candidate,
    Measured inService,
    double areaGain,
    Interval areaGainInterval,
    int righted,
    int wronged,
    double chance) {
  private static final double UNLIKELY = 0.05;

  /** What can be said of the candidate. */
  public enum Word {
    BETTER,
    WORSE,
    /** It ranks better and decides worse, or the other way round. */
    MIXED,
    /** These events cannot tell the two apart. */
    NO_DIFFERENCE
  }

  static Comparison of(LabelledEvents events, Decisions candidate, Decisions inService, long seed) {
    boolean[] truth = events.positive();
    int righted = 0;
    int wronged = 0;
    for (int i = 0; i < truth.length; i++) {
      if (candidate.positive()[i] != inService.positive()[i]) {
        righted += candidate.positive()[i] == truth[i] ? 1 : 0;
        wronged += inService.positive()[i] == truth[i] ? 1 : 0;
      }
    }
    var resamples = new Bootstrap(events, candidate.scores(), inService.scores(), seed);
    double area = new RankedScores(candidate.scores(), truth).area();
    double areaNow = new RankedScores(inService.scores(), truth).area();
    return new Comparison(
        new Measured(area, resamples.ofCandidate(), Hits.of(candidate.positive(), truth)),
        new Measured(areaNow, resamples.ofInService(), Hits.of(inService.positive(), truth)),
        area - areaNow,
        resamples.ofGain(),
        righted,
        wronged,
        SignTest.chance(righted, wronged));
  }

  /** On how many events the two do not agree. */
  public int disagreements() {
    return righted + wronged;
  }

  /** By its ranking of the events. */
  public Word ranking() {
    if (areaGainInterval.low() > 0) {
      return Word.BETTER;
    }
    return areaGainInterval.high() < 0 ? Word.WORSE : Word.NO_DIFFERENCE;
  }

  /** By its decisions at its threshold. */
  public Word decisions() {
    if (chance >= UNLIKELY) {
      return Word.NO_DIFFERENCE;
    }
    return righted > wronged ? Word.BETTER : Word.WORSE;
  }

  /** By both together. */
  public Word word() {
    Word one = ranking();
    Word other = decisions();
    if (one == other || other == Word.NO_DIFFERENCE) {
      return one;
    }
    return one == Word.NO_DIFFERENCE ? other : Word.MIXED;
  }
}
