package dev.vedette.core.verdict;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Question;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.gate.Judgement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The word on an event. Published at least once; a consumer upserts by event id and keeps the
 * highest revision.
 *
 * @param last whether no further revision will follow
 * @param inferenceId of the call that was or would have been made
 * @param reason why the edge answered; null exactly when the cloud did
 * @param answer the cloud's; null exactly when the edge answered
 * @param text a sentence for people: the cloud's, or the edge's once it is said
 */
public record Verdict(
    EventHeader header,
    int revision,
    boolean last,
    Giver by,
    Judgement judgement,
    String episodeId,
    String inferenceId,
    @Nullable Reason reason,
    @Nullable Answer answer,
    String text,
    StageTimes times,
    Instant decidedAt) {
  public Verdict {
    if ((by == Giver.CLOUD) != (answer != null) || (by == Giver.EDGE) != (reason != null)) {
      throw new IllegalArgumentException(
          "the cloud gives an answer, the edge a reason: " + header.eventId());
    }
  }

  /** The edge's first word, to be amended. */
  public static Verdict provisional(Question question, Instant decidedAt) {
    return edge(question, 0, false, Reason.IMMEDIATE, decidedAt, decidedAt);
  }

  /** The edge's last word: the cloud was not asked, or did not answer. */
  public static Verdict byEdge(
      Question question, int revision, Reason reason, Instant admittedAt, Instant decidedAt) {
    return edge(question, revision, true, reason, admittedAt, decidedAt);
  }

  /** The edge's word until the cloud can be asked after all. */
  public static Verdict meanwhile(
      Question question, int revision, Reason reason, Instant admittedAt, Instant decidedAt) {
    return edge(question, revision, false, reason, admittedAt, decidedAt);
  }

  public static Verdict byCloud(
      Question question, int revision, Answer answer, Instant admittedAt, Instant decidedAt) {
    return new Verdict(
        question.header(),
        revision,
        true,
        Giver.CLOUD,
        question.judgement(),
        question.episodeId(),
        question.inferenceId(),
        null,
        answer,
        answer.text(),
        times(question, answer.cloudMicros(), admittedAt, decidedAt),
        decidedAt);
  }

  private static Verdict edge(
      Question question,
      int revision,
      boolean last,
      Reason reason,
      Instant admittedAt,
      Instant decidedAt) {
    return new Verdict(
        question.header(),
        revision,
        last,
        Giver.EDGE,
        question.judgement(),
        question.episodeId(),
        question.inferenceId(),
        reason,
        null,
        "",
        times(question, 0, admittedAt, decidedAt),
        decidedAt);
  }

  /** The same with a sentence for people. */
  Verdict saying(String sentence) {
    return new Verdict(
        header,
        revision,
        last,
        by,
        judgement,
        episodeId,
        inferenceId,
        reason,
        answer,
        sentence,
        times,
        decidedAt);
  }

  /** Identifies this revision; the same for every copy of it that at-least-once delivery makes. */
  public String verdictId() {
    return header.eventId() + '#' + revision;
  }

  private static StageTimes times(
      Question question, long cloudMicros, Instant admittedAt, Instant decidedAt) {
    return new StageTimes(
        question.gateMicros(),
        microsBetween(question.judgedAt(), admittedAt),
        cloudMicros,
        microsBetween(question.header().capturedAt(), decidedAt));
  }

  private static long microsBetween(Instant from, Instant to) {
    return Math.max(0, ChronoUnit.MICROS.between(from, to));
  }
}
