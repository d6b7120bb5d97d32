package dev.vedette.pipeline;

import dev.vedette.core.brain.DeferralPolicy;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;

/** How long the records of a deployment are wanted, for its topics. */
public final class RecordAges {
  private RecordAges() {}

  /** The longest time for which a question may be kept; 0 where none is. */
  public static Duration deferred(ReadableConfig config) throws InvalidConfigurationException {
    DeferralPolicy policy = new DeferralSettings(config).policy();
    Duration longest = policy.rules().usual().age();
    for (DeferralPolicy.Rule rule : policy.rules().byName().values()) {
      longest = longest.compareTo(rule.age()) < 0 ? rule.age() : longest;
    }
    return longest;
  }
}
