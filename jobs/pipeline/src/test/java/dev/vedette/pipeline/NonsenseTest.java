package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is wrong with an option is said where the job is defined, and by the option's name. */
class NonsenseTest {
  private static final Map<String, String> SOUND =
      Map.of(
          "vedette.kafka.bootstrap", "broker:9093",
          "vedette.kafka.username", "vedette",
          "vedette.kafka.password-file", "/run/secrets/kafka",
          "vedette.registry.url", "https://registry:8081",
          "vedette.provider.url", "https://llm.example.com/v1",
          "vedette.provider.model", "gpt-4o",
          "vedette.provider.price.input", "0.15",
          "vedette.provider.price.output", "0.6");

  /** A word where numbers, times and maps are asked for; blank where any word would do. */
  private static final Map<String, List<String>> NONSENSE =
      Map.ofEntries(
          Map.entry("vedette.kafka.bootstrap", List.of("broker", "broker:9093,", " ")),
          Map.entry("vedette.topics.prefix", List.of("plant 7.", "plant/")),
          Map.entry("vedette.topics.events", List.of("events camera", ";")),
          Map.entry("vedette.events.start", List.of("yesterday", "")),
          Map.entry("vedette.topics.format", List.of("avro")),
          Map.entry("vedette.registry.url", List.of("registry", "http://a b", "ftp://registry")),
          Map.entry("vedette.events.idleness", List.of("soon", "0 s")),
          Map.entry("vedette.events.max-payload-bytes", List.of("0", "-1", "2147483647")),
          Map.entry("vedette.events.duplicate-window", List.of("long", "0 s")),
          Map.entry("vedette.pictures.roots", List.of("pictures", "file:///a b/", "file:a")),
          Map.entry("vedette.pictures.timeout", List.of("short", "0 s")),
          Map.entry("vedette.gate.threshold", List.of("high", "1.5", "NaN")),
          Map.entry("vedette.gate.batch-size", List.of("many", "0")),
          Map.entry("vedette.sensor.limits", List.of("hot", "celsius:hot", "celsius:9..1")),
          Map.entry("vedette.watch.rules", List.of(" ", "none.json", "pom.xml", "no\0path")),
          Map.entry("vedette.episode.quiet-gap", List.of("short", "0 s")),
          Map.entry("vedette.episode.silence", List.of("short", "0 s")),
          Map.entry("vedette.episode.allowed-lateness", List.of("short", "1 h")),
          Map.entry(
              "vedette.episode.classes",
              List.of("door", "door:5s", "door:5s x 1s", "door:5s 5s 1s 0s")),
          Map.entry("vedette.episode.ask-again", List.of("often", "0 s")),
          Map.entry("vedette.ask.pictures", List.of("some", "9", "-1", "2", "2.5")),
          Map.entry(
              "vedette.ask.pictures-by-scope",
              List.of("none", "acme:none", "acme/*:some", "acme/*:2", "/door:none")),
          Map.entry("vedette.audit.share", List.of("some", "1.1", "-0.1")),
          Map.entry(
              "vedette.audit.share-by-scope",
              List.of("none", "acme:0.1", "acme/*:some", "acme/*:2", "/door:0.1")),
          Map.entry("vedette.audit.device-hour-max", List.of("few", "7", "0")),
          Map.entry("vedette.ask.settling", List.of("soon", "-1 s", "10 s", "500 us", "9501 ms")),
          Map.entry("vedette.ask.picture.crop", List.of(" ", "zone")),
          Map.entry("vedette.ask.picture.adequate-side", List.of("small", "0", "15", "513")),
          Map.entry("vedette.provider.max-pictures", List.of("many", "0", "101")),
          Map.entry("vedette.provider.plots", List.of("some")),
          Map.entry("vedette.devices.silent-after", List.of("long", "0 s")),
          Map.entry("vedette.verdict.policy", List.of("later")),
          Map.entry("vedette.verdict.policy-rules", List.of("hold", "acme/*:later", "/face:hold")),
          Map.entry("vedette.verdict.texts", List.of(" ", "none.properties", "no\0path")),
          Map.entry("vedette.account.calls-per-minute", List.of("few", "0")),
          Map.entry("vedette.account.burst", List.of("few", "0")),
          Map.entry("vedette.journal.memory", List.of("long", "0 s", "9 min")),
          Map.entry("vedette.deferred.max-calls", List.of("few", "0", "-1")),
          Map.entry("vedette.ask.deadline", List.of("soon", "0 s")),
          Map.entry("vedette.ask.permits", List.of("some", "0", "-1")),
          Map.entry("vedette.ask.calls", List.of("some", "0", "-1")),
          Map.entry("vedette.ask.call-patience", List.of("short", "0 s")),
          Map.entry("vedette.ask.wait.first", List.of("short", "1 h")),
          Map.entry("vedette.ask.wait.longest", List.of("long", "100 ms", "2 d")),
          Map.entry("vedette.ask.hedge.after", List.of("late", "0 s", "10 s", "9501 ms")),
          Map.entry("vedette.ask.hedge.share", List.of("few", "-0.1", "1.5")),
          Map.entry("vedette.ask.picture.max-side", List.of("large", "0")),
          Map.entry("vedette.ask.picture.quality", List.of("good", "0", "2")),
          Map.entry("vedette.provider.url", List.of("openai", "ftp://h/v1", "https://u:p@h/v1")),
          Map.entry("vedette.provider.proxy", List.of("proxy", "http://proxy:1", " ")),
          Map.entry("vedette.provider.name", List.of("Open AI", " ")),
          Map.entry("vedette.provider.dialect", List.of("german")),
          Map.entry("vedette.prices.file", List.of(" ", "none.json", "no\0path")),
          Map.entry("vedette.provider.price.input", List.of("cheap", "-1", "0.0009")),
          Map.entry("vedette.provider.price.cached-input", List.of("cheap", "-1", "0.0009")),
          Map.entry("vedette.provider.price.output", List.of("cheap", "-1", "0.0009")),
          Map.entry("vedette.provider.max-output-tokens", List.of("few", "0")),
          Map.entry("vedette.provider.answer-format", List.of("xml")),
          Map.entry("vedette.provider.picture-tokens", List.of("tiles", "tiles 85 x")));

  @TestFactory
  Stream<DynamicTest> nonsenseIsRefusedByName() {
    return VedetteOptions.ALL.stream()
        .flatMap(
            option ->
                NONSENSE.getOrDefault(option.key(), List.of(usual(option))).stream()
                    .map(
                        nonsense ->
                            dynamicTest(
                                "%s=%s".formatted(option.key(), nonsense),
                                () -> refused(option.key(), nonsense))));
  }

  @Test
  void timesThatCannotBeWrittenAreRefusedToo() {
    for (ConfigOption<Duration> option :
        List.of(
            EventOptions.OUT_OF_ORDERNESS,
            EventOptions.ALLOWED_AHEAD,
            GateOptions.GATE_WAIT,
            AskOptions.JOURNAL_MEMORY,
            AskOptions.DEADLINE,
            AskOptions.CALL_PATIENCE,
            AskOptions.HEDGE_AFTER,
            AskOptions.FIRST_WAIT,
            AskOptions.LONGEST_WAIT)) {
      Configuration config = Configuration.fromMap(SOUND);
      config.set(option, Duration.ofSeconds(-1));
      assertThatThrownBy(() -> define(JobConfiguration.checked(config)))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining(option.key());
    }
  }

  @Test
  void aHedgeNeedsASecondCallAndTimeForIt() {
    for (Map<String, String> without :
        List.of(
            Map.of("vedette.ask.calls", "1"),
            Map.of("vedette.ask.call-patience", "2 s"),
            Map.of("vedette.ask.deadline", "2400 ms"),
            Map.of("vedette.ask.settling", "8 s"))) {
      Map<String, String> options = new HashMap<>(SOUND);
      options.put("vedette.ask.hedge.after", "2 s");
      options.putAll(without);
      assertThatThrownBy(() -> define(JobConfiguration.checked(Configuration.fromMap(options))))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("vedette.ask.hedge.after");
    }
  }

  @Test
  void withoutNonsenseTheJobIsDefined() throws Exception {
    define(JobConfiguration.checked(Configuration.fromMap(SOUND)));
  }

  private static String usual(ConfigOption<?> option) {
    return option.defaultValue() instanceof String || !option.hasDefaultValue() ? " " : "nonsense";
  }

  private static void refused(String key, String nonsense) {
    Map<String, String> options = new HashMap<>(SOUND);
    options.put(key, nonsense);
    assertThatThrownBy(() -> define(JobConfiguration.checked(Configuration.fromMap(options))))
        .isInstanceOf(InvalidConfigurationException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(key));
  }

  private static void define(Configuration config) throws InvalidConfigurationException {
    Pipeline.define(StreamExecutionEnvironment.getExecutionEnvironment(config), config);
  }
}
