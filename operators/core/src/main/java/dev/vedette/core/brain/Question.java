package dev.vedette.core.brain;

import dev.vedette.core.audit.Draw;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.Purpose;
import dev.vedette.core.verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the brain would be asked about an episode.
 *
 * @param inferenceId the same for the same event and label in every run, so that a replayed
 *     question finds the answer that was already paid for; says nothing of the device to outsiders
 * @param evidence empty where a picture could not be prepared
 * @param deadline when the answer is worth nothing any more, this time
 * @param deferral what becomes of it when it cannot be asked; null if it is not kept
 * @param stage whether more is to come of it
 * @param useless what a model wrote last in place of an answer; null if none did
 * @param draw of an event that was rejected, about which nothing is said; null for all others
 */
public record Question(
    String inferenceId,
    EventHeader header,
    Judgement judgement,
    String episodeId,
    Evidence evidence,
    Account account,
    Instant judgedAt,
    long gateMicros,
    Instant deadline,
    @Nullable Deferral deferral,
    Stage stage,
    @Nullable Answer useless,
    @Nullable Draw draw) {
  /** What has been said of a question, and what comes of it. */
  public enum Stage {
    /** It comes once, with all that it has. */
    WHOLE,
    /** Its evidence is being gathered: only the edge's first word is due. */
    ANNOUNCED,
    /** It was announced before, and now it is asked. */
    SETTLED,
    /** It was kept, and what it has could not be read this time: nobody can be asked. */
    UNREAD
  }

  public static Question about(
      Judged judged,
      String episodeId,
      Evidence evidence,
      Instant deadline,
      @Nullable Deferral deferral) {
    EventHeader header = judged.header();
    String label = judged.judgement().label();
    return new Question(
        inferenceId(header, label),
        header,
        judged.judgement(),
        episodeId,
        evidence,
        Account.of(header, label),
        judged.judgedAt(),
        judged.gateMicros(),
        deadline,
        deferral,
        Stage.WHOLE,
        null,
        null);
  }

  /** The same while its evidence is being gathered. */
  public Question announced() {
    return with(Evidence.NONE, Stage.ANNOUNCED);
  }

  /** The announced question with what has been gathered. */
  Question settled(Evidence gathered) {
    return with(gathered, Stage.SETTLED);
  }

  /** The same as the audit of a rejected event. */
  public Question audited(Draw drawn) {
    return with(evidence, stage, deadline, null, useless, drawn);
  }

  /** Whether it is about a rejected event, of which it is to be seen whether the gate was right. */
  public boolean isAudit() {
    return draw != null;
  }

  public Purpose purpose() {
    if (isAudit()) {
      return Purpose.AUDIT;
    }
    return judgement.positive() ? Purpose.QUESTION : Purpose.ORDERED;
  }

  /** Whether others go first where not all can be asked. */
  public boolean givesWay() {
    return isKept() || isAudit();
  }

  /** Whether it was kept before, because it could not be asked when it should have been. */
  public boolean isKept() {
    return deferral != null && deferral.round() > 0;
  }

  /**
   * How long an answer is still wanted. That is never more than from the judgement to the deadline:
   * the clock that this is read off may be behind the one that judged.
   */
  Duration timeLeft(Instant now) {
    Duration left = Duration.between(now, deadline);
    Duration whole = Duration.between(judgedAt, deadline);
    return left.compareTo(whole) < 0 ? left : whole;
  }

  /**
   * Whether it will never be asked where this is why it is not asked now. What comes up while
   * nothing may be asked is not asked later; what was kept before waits on, but for what may not
   * leave any more.
   */
  boolean isEndedBy(Reason closed) {
    return closed == Reason.PRIVACY || (closed == Reason.EDGE_MODE && !isKept());
  }

  /** The question as it is kept after a round without an answer. */
  Question after(Reason reason) {
    Deferral plan = Objects.requireNonNull(deferral);
    return inRound(plan.round() + 1, reason);
  }

  /** The question after so many rounds without an answer. */
  public Question inRound(int round, Reason reason) {
    return with(deadline, Objects.requireNonNull(deferral).inRound(round, reason));
  }

  /**
   * The kept question as it is asked again.
   *
   * @param remembered the same one as it stands now, without its payload
   */
  public Question askedAgain(Question remembered, Instant newDeadline) {
    return with(newDeadline, remembered.deferral());
  }

  /** The kept question as one that nobody wants answered any more, so that it can be closed. */
  public Question closing(Instant now) {
    Deferral plan = Objects.requireNonNull(deferral);
    return plan.isOver(now) ? this : with(deadline, plan.endingAt(now));
  }

  /** The kept question as one that could not be read where it is kept, so that it waits on. */
  public Question unread(Instant now) {
    return withoutPayload().with(now, deferral).with(Evidence.NONE, Stage.UNREAD);
  }

  /** The same with nothing to show the brain. */
  public Question withoutPayload() {
    return with(Evidence.NONE).plain();
  }

  /**
   * The question after a call that was answered uselessly.
   *
   * @param written null if nothing was; then nothing changes
   */
  public Question knowing(@Nullable Answer written) {
    return written == null ? this : with(evidence, stage, deadline, deferral, written, draw);
  }

  /** The same as if no model had written anything about it. */
  public Question plain() {
    return useless == null ? this : with(evidence, stage, deadline, deferral, null, draw);
  }

  /** Whether that is the end of it: one useless answer is repaired, if there is anything in it. */
  boolean isRefusedBy(Answer written) {
    return useless != null || !written.isRepairable();
  }

  /** The same with other evidence. */
  public Question with(Evidence other) {
    return with(other, stage);
  }

  private Question with(Evidence other, Stage newStage) {
    return with(other, newStage, deadline, deferral, useless, draw);
  }

  private Question with(Instant newDeadline, @Nullable Deferral newDeferral) {
    return with(evidence, stage, newDeadline, newDeferral, useless, draw);
  }

  private Question with(
      Evidence other,
      Stage newStage,
      Instant newDeadline,
      @Nullable Deferral newDeferral,
      @Nullable Answer written,
      @Nullable Draw drawn) {
    return new Question(
        inferenceId,
        header,
        judgement,
        episodeId,
        other,
        account,
        judgedAt,
        gateMicros,
        newDeadline,
        newDeferral,
        newStage,
        written,
        drawn);
  }

  /** Whether there is anything to show the brain. */
  public boolean hasPayload() {
    return !evidence.isEmpty();
  }

  /** Names the inference of a question about an event. */
  public static String inferenceId(EventHeader header, String label) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {header.deviceKey(), header.eventId(), label}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
