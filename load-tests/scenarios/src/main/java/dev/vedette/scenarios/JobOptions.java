package dev.vedette.scenarios;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a scenario tells the job, and the cluster in which it runs. */
public final class JobOptions {
  private JobOptions() {}

  /**
   * All that is not as shipped.
   *
   * @param given over the rest, {@code key=value}
   */
  static Map<String, String> of(
      String bootstrap, Input input, List<String> given, Path checkpoints) {
    Map<String, String> options = new LinkedHashMap<>(ofCluster());
    options.put("vedette.deployment", "scenario-" + UUID.randomUUID());
    options.put("vedette.kafka.bootstrap", bootstrap);
    options.put("vedette.topics.events", input.topic());
    options.put("vedette.events.start", "earliest");
    // Nothing is positive here, so nobody is ever asked, nor about what is rejected.
    options.put("vedette.audit.share", "0");
    options.put("vedette.provider.url", "http://127.0.0.1:9/v1");
    options.put("vedette.provider.name", "nobody");
    options.put("vedette.provider.model", "none");
    options.put("vedette.provider.picture-tokens", "tiles 85 170");
    if (given.stream().noneMatch(option -> option.startsWith("vedette.prices.file="))) {
      options.put("vedette.provider.price.input", "1");
      options.put("vedette.provider.price.output", "1");
    }
    options.put("parallelism.default", "1");
    options.put("execution.checkpointing.dir", checkpoints.toUri().toString());
    for (String option : given) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return options;
  }

  /** Of a cluster in this process. */
  public static Map<String, String> ofCluster() {
    return Map.of(
        "rest.port", "0",
        "rest.bind-port", "0",
        "metrics.reporter.counters.factory.class", CountersFactory.class.getName());
  }
}
