package dev.vedette.core.brain;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which questions are kept when they cannot be asked.
 *
 * @param usual where no other rule fits
 * @param rules by {@code tenant/label}, {@code tenant/*} or {@code label}; the first that fits in
 *     this order
 */
public record DeferralPolicy(Rule usual, Map<String, Rule> rules) implements Serializable {
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

  public DeferralPolicy {
    rules = new HashMap<>(rules);
  }

  /** Keeps nothing. */
  public static DeferralPolicy never() {
    return new DeferralPolicy(new Rule(0, Duration.ZERO), Map.of());
  }

  /** The plan for a question; empty where it is not kept. */
  public Optional<Deferral> of(String tenant, String label, Instant judgedAt) {
    Rule rule = usual;
    for (String name : new String[] {label, tenant + "/*", tenant + '/' + label}) {
      rule = rules.getOrDefault(name, rule);
    }
    return rule.age().isZero()
        ? Optional.empty()
        : Optional.of(Deferral.planned(rule.priority(), judgedAt.plus(rule.age())));
  }
}
