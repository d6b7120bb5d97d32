package dev.vedette.core.audit;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;

/**
 * What is known of the events that a gate has judged. Recall is of events, not of questions: each
 * event that repeats an episode was passed as well, and is taken to show what the question about
 * its episode shows.
 *
 * @param rejected events that the gate found negative
 * @param unaudited events that it found negative as well, and that are never audited, as those of
 *     some devices, and all while the cloud is asked by order: nobody says what was missed there,
 *     so they are counted apart
 * @param passed events that it found positive and that count: those that were asked about, those
 *     that repeat an open episode, and those that could not be asked about
 * @param asked questions that the brain has answered
 * @param confirmed of those, where it sees what the gate saw
 * @param clusters the passed events that these answers stand for
 * @param audited of the rejected ones
 */
public record GateEvidence(
    long rejected,
    long unaudited,
    long passed,
    long asked,
    long confirmed,
    ClusterSums clusters,
    AuditSums audited) {
  public static final GateEvidence NONE =
      new GateEvidence(0, 0, 0, 0, 0, ClusterSums.NONE, AuditSums.NONE);

  public GateEvidence {
    if (rejected < 0 || unaudited < 0 || passed < 0 || confirmed < 0 || confirmed > asked) {
      throw new IllegalArgumentException(
          "rejected %d, unaudited %d, passed %d, asked %d, confirmed %d"
              .formatted(rejected, unaudited, passed, asked, confirmed));
    }
  }

  public GateEvidence plus(GateEvidence other) {
    return new GateEvidence(
        rejected + other.rejected,
        unaudited + other.unaudited,
        passed + other.passed,
        asked + other.asked,
        confirmed + other.confirmed,
        clusters.plus(other.clusters),
        audited.plus(other.audited));
  }

  /**
   * With what is known of events that ended alike. Those that repeat a question are told twice: as
   * they come, and once more, of each question alone, when an opinion is known of them.
   */
  public GateEvidence with(EndedSum sum) {
    Ended ended = sum.ended();
    if (ended.outcome() == Outcome.REJECTED) {
      return ended.detail().equals(Ended.UNAUDITED)
          ? unaudited(sum.events())
          : rejected(sum.events());
    }
    if (ended.outcome() == Outcome.IGNORED) {
      return this;
    }
    if (!ended.positive()) {
      return unaudited(sum.events()); // asked about by order, and so never drawn
    }
    if (ended.outcome() == Outcome.REPEAT && !ended.detail().isEmpty()) {
      return repeated(sum.events(), ended.detail().equals(Ended.CONFIRMED));
    }
    return switch (ended.detail()) {
      case Ended.CONFIRMED -> answered(sum.events(), true);
      case Ended.DENIED -> answered(sum.events(), false);
      default -> passed(sum.events());
    };
  }

  /** With so many more rejected events. */
  public GateEvidence rejected(long more) {
    return new GateEvidence(
        rejected + more, unaudited, passed, asked, confirmed, clusters, audited);
  }

  /** With so many more that can never be audited. */
  public GateEvidence unaudited(long more) {
    return new GateEvidence(
        rejected, unaudited + more, passed, asked, confirmed, clusters, audited);
  }

  /**
   * What of it a recall can be told of, where it is of one tenant's class: recall compares what was
   * passed with what was missed, so passed events count as far as the rejected ones beside them may
   * be audited.
   */
  public GateEvidence comparable() {
    if (unaudited == 0) {
      return this;
    }
    double share = (double) rejected / (rejected + unaudited);
    return new GateEvidence(
        rejected,
        unaudited,
        Math.round(passed * share),
        asked,
        confirmed,
        clusters.part(share),
        audited);
  }

  /** With so many more passed events of which nobody was asked. */
  public GateEvidence passed(long more) {
    return new GateEvidence(
        rejected, unaudited, passed + more, asked, confirmed, clusters, audited);
  }

  /** With so many more passed events of which the brain has said whether the gate was right. */
  public GateEvidence answered(long more, boolean isConfirmed) {
    return new GateEvidence(
        rejected,
        unaudited,
        passed + more,
        asked + more,
        confirmed + (isConfirmed ? more : 0),
        clusters.answered(more, isConfirmed),
        audited);
  }

  /** With that so many of the passed events repeat one of the answered questions. */
  public GateEvidence repeated(long repeats, boolean isConfirmed) {
    return new GateEvidence(
        rejected,
        unaudited,
        passed,
        asked,
        confirmed,
        clusters.repeated(repeats, isConfirmed),
        audited);
  }

  /** With one more audited event. */
  public GateEvidence audited(Draw draw, boolean isMissed) {
    return new GateEvidence(
        rejected, unaudited, passed, asked, confirmed, clusters, audited.with(draw, isMissed));
  }
}
