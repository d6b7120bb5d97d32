package dev.vedette.pipeline;

import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** The names of the job's topics in one deployment. */
public record Topics(
    List<String> events,
    String verdicts,
    String ledger,
    String deferred,
    String deadLetters,
    String releases,
    String releasesStatus,
    String control) {
  public static final String CAMERA = "events.camera";
  public static final String SENSOR = "events.sensor";

  public static Topics of(ReadableConfig config) {
    String prefix = config.get(KafkaOptions.TOPIC_PREFIX);
    return new Topics(
        config.get(KafkaOptions.EVENT_TOPICS).stream().map(prefix::concat).toList(),
        prefix + "verdicts",
        prefix + "ledger",
        prefix + "deferred",
        prefix + "dead-letters",
        prefix + "releases",
        prefix + "releases.status",
        prefix + "control");
  }
}
