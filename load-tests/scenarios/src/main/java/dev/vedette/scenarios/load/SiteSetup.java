package dev.vedette.scenarios.load;

import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.time.Duration;
import java.util.Map;

/**
 * On what a run runs.
 *
 * @param slots of each task manager
 * @param parallelism of the job
 * @param provider how it behaves until it is told otherwise
 * @param ofJob the job's options, over those of every run
 */
record SiteSetup(
    int taskManagers,
    int slots,
    int parallelism,
    ProviderScript provider,
    Map<String, String> ofJob) {

  /** Log-normal around 800 ms, as the answers of a multimodal model come. */
  static final ProviderScript PROVIDER =
      ProviderScript.faultless().taking(Latency.logNormal(Duration.ofMillis(800), 0.4));

  SiteSetup {
    ofJob = Map.copyOf(ofJob);
  }

  /** One subtask of everything in one process. */
  static SiteSetup one() {
    return new SiteSetup(1, 1, 1, PROVIDER, Map.of());
  }

  SiteSetup subtasks(int subtasks) {
    return new SiteSetup(taskManagers, subtasks, subtasks, provider, ofJob);
  }

  SiteSetup taskManagers(int count) {
    return new SiteSetup(count, 1, count, provider, ofJob);
  }

  SiteSetup ofJob(Map<String, String> options) {
    return new SiteSetup(taskManagers, slots, parallelism, provider, options);
  }
}
