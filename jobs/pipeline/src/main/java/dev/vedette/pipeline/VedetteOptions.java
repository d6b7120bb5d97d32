package dev.vedette.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/**
 * Every option of the job, in the order in which they are documented, and by name those that other
 * modules set or read.
 */
public final class VedetteOptions {
  public static final ConfigOption<String> DEPLOYMENT = KafkaOptions.DEPLOYMENT;
  public static final ConfigOption<String> BOOTSTRAP = KafkaOptions.BOOTSTRAP;
  public static final ConfigOption<String> KAFKA_PASSWORD_FILE = KafkaOptions.KAFKA_PASSWORD_FILE;
  public static final ConfigOption<String> KAFKA_TRUSTSTORE_FILE =
      KafkaOptions.KAFKA_TRUSTSTORE_FILE;
  public static final ConfigOption<String> TOPIC_PREFIX = KafkaOptions.TOPIC_PREFIX;
  public static final ConfigOption<String> EVENTS_START = KafkaOptions.EVENTS_START;
  public static final ConfigOption<String> WIRE_FORMAT = KafkaOptions.WIRE_FORMAT;
  public static final ConfigOption<String> REGISTRY_CREDENTIALS_FILE =
      KafkaOptions.REGISTRY_CREDENTIALS_FILE;
  public static final ConfigOption<Long> MAX_PAYLOAD_BYTES = EventOptions.MAX_PAYLOAD_BYTES;
  public static final ConfigOption<String> WATCH_RULES = WatchOptions.WATCH_RULES;
  public static final ConfigOption<Duration> QUIET_GAP = EpisodeOptions.QUIET_GAP;
  public static final ConfigOption<Duration> SILENCE = EpisodeOptions.SILENCE;
  public static final ConfigOption<Duration> ALLOWED_LATENESS = EpisodeOptions.ALLOWED_LATENESS;
  public static final ConfigOption<Duration> DEADLINE = AskOptions.DEADLINE;
  public static final ConfigOption<Integer> PERMITS = AskOptions.PERMITS;
  public static final ConfigOption<Double> AUDIT_SHARE = AuditOptions.SHARE;
  public static final ConfigOption<Integer> CALLS_PER_MINUTE = AskOptions.CALLS_PER_MINUTE;
  public static final ConfigOption<Integer> CALL_BURST = AskOptions.CALL_BURST;
  public static final ConfigOption<String> PROVIDER_URL = CloudOptions.PREFERRED.url;
  public static final ConfigOption<String> PROVIDER_NAME = CloudOptions.PREFERRED.name;
  public static final ConfigOption<String> PROVIDER_MODEL = CloudOptions.PREFERRED.model;
  public static final ConfigOption<String> PROVIDER_KEY_FILE = CloudOptions.PREFERRED.keyFile;
  public static final ConfigOption<String> PROMPTS = AskOptions.PROMPTS;
  public static final ConfigOption<String> PICTURE_TOKENS = CloudOptions.PREFERRED.pictureTokens;
  public static final ConfigOption<String> INPUT_PRICE = CloudOptions.PREFERRED.inputPrice;
  public static final ConfigOption<String> CACHED_PRICE = CloudOptions.PREFERRED.cachedPrice;
  public static final ConfigOption<String> OUTPUT_PRICE = CloudOptions.PREFERRED.outputPrice;

  public static final List<ConfigOption<?>> ALL =
      Stream.of(
              KafkaOptions.ALL,
              EventOptions.ALL,
              GateOptions.ALL,
              SensorOptions.ALL,
              WatchOptions.ALL,
              EpisodeOptions.ALL,
              VerdictOptions.ALL,
              AskOptions.ALL,
              BreakerOptions.ALL,
              DeferralOptions.ALL,
              PriceOptions.ALL,
              BudgetOptions.ALL,
              AuditOptions.ALL,
              CloudOptions.PREFERRED.all,
              CloudOptions.FALLBACK.all)
          .flatMap(List::stream)
          .toList();

  private VedetteOptions() {}
}
