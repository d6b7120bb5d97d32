package dev.vedette.pipeline.wire;

import dev.vedette.core.brain.Question;

/** Questions that are kept, for tests beside this package. */
public final class KeptQuestions {
  private KeptQuestions() {}

  /** One with this inference id, and a picture. */
  public static Question named(String inferenceId) {
    Question some = Given.keptQuestion();
    return new Question(
        inferenceId,
        some.header(),
        some.judgement(),
        some.episodeId(),
        some.evidence(),
        some.account(),
        some.judgedAt(),
        some.gateMicros(),
        some.deadline(),
        some.deferral(),
        Question.Stage.WHOLE,
        null,
        null);
  }
}
