package dev.vedette.core.brain;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.audit.Audited.Result;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said on a question, and what becomes of it.
 *
 * @param verdict null where what was said before still stands, and on an audit: its event was
 *     rejected, and stays so
 * @param line for the backlog; null where the question was never to be kept, or is being decided
 * @param audited what became of an audit; null for all other questions
 */
public record Word(
    @Nullable Verdict verdict, @Nullable DeferredLine line, @Nullable Audited audited) {
  public Word {
    if (verdict == null && line == null && audited == null) {
      throw new IllegalArgumentException("a word says something, if only to the backlog");
    }
  }

  /** On a question that is no audit. */
  public Word(@Nullable Verdict verdict, @Nullable DeferredLine line) {
    this(verdict, line, null);
  }

  /**
   * Words with the same key go through one subtask. It is the device's; on an audit, about which
   * nothing is said, the gate's. What is decided here and what was asked about come by two ways,
   * between which the revision tells what is later.
   */
  public String subject() {
    if (verdict != null) {
      return verdict.header().deviceKey();
    }
    return line != null ? line.deviceKey() : Objects.requireNonNull(audited).gate();
  }

  /** The edge's first word, while it is being decided. */
  static Word first(Question question, Instant now) {
    return new Word(Verdict.provisional(question, now), null);
  }

  static Word byCloud(
      Question question, int revision, Answer answer, Instant admittedAt, Instant now) {
    Draw draw = question.draw();
    if (draw != null) {
      return audited(question, draw, resultOf(answer.opinion()), "");
    }
    return last(question, Verdict.byCloud(question, revision, answer, admittedAt, now));
  }

  /**
   * The cloud has not answered.
   *
   * @param mayPass whether it may answer later; if so, and somebody wants to know then, the edge's
   *     word is one for now
   */
  static Word byEdge(
      Question question,
      int revision,
      Reason reason,
      Instant admittedAt,
      Instant now,
      boolean mayPass) {
    Draw draw = question.draw();
    if (draw != null) {
      return audited(question, draw, Result.DENIED, reason.wireName());
    }
    Deferral plan = question.deferral();
    if (mayPass && plan != null && !plan.isOver(now)) {
      return question.isKept()
          ? new Word(null, DeferredLine.inVain(question, reason))
          : new Word(
              Verdict.meanwhile(question, revision, reason, admittedAt, now),
              DeferredLine.kept(question.after(reason)));
    }
    return last(
        question, Verdict.byEdge(question, revision, forGood(plan, reason), admittedAt, now));
  }

  private static Word audited(Question question, Draw draw, Result result, String reason) {
    return new Word(
        null,
        null,
        new Audited(
            question.header().deviceClass(), question.judgement().gate(), draw, result, reason));
  }

  /** The brain is asked whether it sees what the gate looks for, and has not found. */
  private static Result resultOf(Opinion opinion) {
    return switch (opinion) {
      case CONFIRMED -> Result.MISSED;
      case DENIED -> Result.CONFIRMED;
      case UNCLEAR -> Result.UNCLEAR;
    };
  }

  /**
   * What is said for good is why it could not be asked when it should have been, unless it may not
   * be asked at all any more.
   */
  private static Reason forGood(@Nullable Deferral plan, Reason reason) {
    Reason first = plan == null ? null : plan.reason();
    return first == null || reason == Reason.PRIVACY ? reason : first;
  }

  /** Also of a question that comes right from its event: an earlier run may have kept it. */
  private static Word last(Question question, Verdict verdict) {
    return new Word(verdict, question.deferral() == null ? null : DeferredLine.ended(question));
  }
}
