package dev.vedette.cli.matrix;

import java.util.Map;

/**
 * What became of events while the cloud could not be reached.
 *
 * @param inTime those that had an answer within the job's own deadline for one: they ended at the
 *     gate or in an open episode, or a verdict was published
 * @param byCloud those that the cloud answered
 * @param unanswered of the questions, those without the cloud's answer
 * @param firstMillis from capture to the first verdict
 */
record CutResult(Share inTime, Share byCloud, Share unanswered, Percentiles firstMillis) {

  static CutResult of(Replay replay, long deadlineMicros) {
    Map<Place, Word> words = replay.words();
    long early =
        words.values().stream().filter(word -> word.firstMicros() <= deadlineMicros).count();
    return new CutResult(
        Share.of(Math.min(replay.events(), replay.settledHere() + early), replay.events()),
        Share.of(replay.byCloud(), replay.events()),
        Share.of(words.size() - replay.byCloud(), words.size()),
        replay.firstMillis());
  }
}
