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
 * @param passed events that it found positive and that count: those that were asked about, those
 *     that repeat an open episode, and those that could not be asked about
 * @param asked questions that the brain has answered
 * @param confirmed of those, where it sees what the gate saw
 * @param clusters the passed events that these answers stand for
 * @param audited of the rejected ones
 */
public record GateEvidence(
    long rejected,
    long passed,
    long asked,
    long confirmed,
    ClusterSums clusters,
    AuditSums audited) {
  public static final GateEvidence NONE =
      new GateEvidence(0, 0, 0, 0, ClusterSums.NONE, AuditSums.NONE);

  public GateEvidence {
    if (rejected < 0 || passed < 0 || confirmed < 0 || confirmed > asked) {
      throw new IllegalArgumentException(
          "rejected %d, passed %d, asked %d, confirmed %d"
              .formatted(rejected, passed, asked, confirmed));
    }
  }

  public GateEvidence plus(GateEvidence other) {
    return new GateEvidence(
        rejected + other.rejected,
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
      return rejected(sum.events());
    }
    if (!ended.positive() || ended.outcome() == Outcome.IGNORED) {
      return this;
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
    return new GateEvidence(rejected + more, passed, asked, confirmed, clusters, audited);
  }

  /** With so many more passed events of which nobody was asked. */
  public GateEvidence passed(long more) {
    return new GateEvidence(rejected, passed + more, asked, confirmed, clusters, audited);
  }

  /** With so many more passed events of which the brain has said whether the gate was right. */
  public GateEvidence answered(long more, boolean isConfirmed) {
    return new GateEvidence(
        rejected,
        passed + more,
        asked + more,
        confirmed + (isConfirmed ? more : 0),
        clusters.answered(more, isConfirmed),
        audited);
  }

  /** With that so many of the passed events repeat one of the answered questions. */
  public GateEvidence repeated(long repeats, boolean isConfirmed) {
    return new GateEvidence(
        rejected, passed, asked, confirmed, clusters.repeated(repeats, isConfirmed), audited);
  }

  /** With one more audited event. */
  public GateEvidence audited(Draw draw, boolean isMissed) {
    return new GateEvidence(
        rejected, passed, asked, confirmed, clusters, audited.with(draw, isMissed));
  }
}
