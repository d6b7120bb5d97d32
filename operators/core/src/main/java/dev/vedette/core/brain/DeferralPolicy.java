package dev.vedette.core.brain;

import dev.vedette.core.gate.LabelRules;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which questions are kept when they cannot be asked.
 *
 * @param rules by tenant and label
 */
public record DeferralPolicy(LabelRules<Rule> rules) implements Serializable {
  /**
   * What is done with the questions of one kind.
   *
   * @param age after which an answer is worth nothing any more; 0 where none are kept
   */
  public record Rule(int priority, Duration age) implements Serializable {
    public Rule {
      if (age.isNegative()) {
        throw new IllegalArgumentException("age < 0: " + age);
      }
    }
  }

  /** Keeps nothing. */
  public static DeferralPolicy never() {
    return new DeferralPolicy(LabelRules.always(new Rule(0, Duration.ZERO)));
  }

  /** The plan for a question; empty where it is not kept. */
  public Optional<Deferral> of(String tenant, String label, Instant judgedAt) {
    Rule rule = rules.of(tenant, label);
    return rule.age().isZero()
        ? Optional.empty()
        : Optional.of(Deferral.planned(rule.priority(), judgedAt.plus(rule.age())));
  }
}
