package dev.vedette.cli.cost;

/**
 * What was not asked.
 *
 * @param micros what it would have cost
 * @param atMean events of which the job did not know yet what asking costs, and that are counted at
 *     what answers cost on average
 * @param atMost the same, at what calls cost at most, as there are no answers
 * @param unpriced the same, at nothing, as there are no calls
 */
record Avoided(long events, long micros, long atMean, long atMost, long unpriced) {
  static final Avoided NOTHING = new Avoided(0, 0, 0, 0, 0);

  Avoided plus(Avoided more) {
    return new Avoided(
        Math.addExact(events, more.events),
        Math.addExact(micros, more.micros),
        atMean + more.atMean,
        atMost + more.atMost,
        unpriced + more.unpriced);
  }
}
