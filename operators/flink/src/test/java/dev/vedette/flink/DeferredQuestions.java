package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;

import dev.vedette.core.backlog.Kept;
import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;

/** Questions that are kept, and the records that say so, each at an offset of its own. */
final class DeferredQuestions {
  private static final int BYTES = 10;

  private DeferredQuestions() {}

  /** As it was kept after its first round. */
  static Question deferred(String eventId, int priority, int seconds) {
    Question asked = question(eventId, at(10));
    return new Question(
        asked.inferenceId(),
        asked.header(),
        asked.judgement(),
        asked.episodeId(),
        asked.evidence(),
        asked.account(),
        START,
        asked.gateMicros(),
        asked.deadline(),
        Deferral.planned(priority, START.plusSeconds(seconds)).inRound(1, Reason.OFFLINE),
        Question.Stage.WHOLE,
        null,
        null);
  }

  static Kept kept(String eventId, int priority, int seconds, long offset) {
    return Kept.at(0, offset, BYTES, deferred(eventId, priority, seconds), START);
  }

  static DeferredRecord record(long offset, DeferredLine line) {
    return new DeferredRecord(0, offset, BYTES, START, line == null ? null : line.withoutPayload());
  }
}
