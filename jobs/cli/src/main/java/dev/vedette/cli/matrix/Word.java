package dev.vedette.cli.matrix;

import dev.vedette.core.brain.Opinion;
import dev.vedette.core.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What was said about an event, as far as it is known.
 *
 * @param firstMicros from its capture to the first verdict on it
 * @param lastMicros from its capture to the latest one
 * @param last whether no further one will follow
 * @param positive whether the gate found it so
 * @param opinion the cloud's; null where the edge has the latest word
 */
record Word(
    int revision,
    long firstMicros,
    long lastMicros,
    boolean last,
    boolean positive,
    @Nullable Opinion opinion) {

  static Word of(Verdict verdict) {
    long micros = verdict.times().captureToVerdictMicros();
    var answer = verdict.answer();
    return new Word(
        verdict.revision(),
        micros,
        micros,
        verdict.last(),
        verdict.judgement().positive(),
        answer == null ? null : answer.opinion());
  }

  /** Both, in whichever order they were heard. */
  Word and(Word other) {
    Word newer = other.revision >= revision ? other : this;
    return new Word(
        newer.revision,
        Math.min(firstMicros, other.firstMicros),
        newer.lastMicros,
        newer.last,
        newer.positive,
        newer.opinion);
  }

  boolean byCloud() {
    return opinion != null;
  }

  /** Whether somebody is told of something: by the cloud's word, or else by the gate's. */
  boolean isAlarm() {
    return opinion == null ? positive : opinion == Opinion.CONFIRMED;
  }

  boolean isConfirmed() {
    return opinion == Opinion.CONFIRMED;
  }
}
