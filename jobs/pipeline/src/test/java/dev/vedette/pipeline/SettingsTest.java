package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.episode.EpisodePolicy;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.core.verdict.VerdictPolicy;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void defaultsAreSane() throws Exception {
    Settings settings = settings(Map.of());
    assertThat(settings.episodes(WatchRules.NONE).usual()).isEqualTo(EpisodePolicy.DEFAULTS);
    assertThat(settings.admission().policies().of("acme", "face"))
        .isEqualTo(VerdictPolicy.IMMEDIATE);
    assertThat(settings.asking().permits()).isEqualTo(64);
  }

  @Test
  void deviceClassesHaveEpisodesOfTheirOwn() throws Exception {
    Settings settings = settings(Map.of("vedette.episode.classes.door", "5s 20s 1s"));
    assertThat(settings.episodes(WatchRules.NONE).byDeviceClass())
        .containsEntry(
            "door",
            new EpisodePolicy(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(1)));
  }

  @Test
  void aClassIsAskedAboutAgainAsAllAreUnlessItSaysOtherwise() throws Exception {
    Settings settings =
        settings(
            Map.of(
                "vedette.episode.ask-again", "10 min",
                "vedette.episode.classes", "door:5s 20s 1s,yard:5s 20s 1s 1min,hall:5s 20s 1s -"));
    assertThat(settings.episodes(WatchRules.NONE).usual().askAgain())
        .isEqualTo(Duration.ofMinutes(10));
    var classes = settings.episodes(WatchRules.NONE).byDeviceClass();
    assertThat(classes.get("door").askAgain()).isEqualTo(Duration.ofMinutes(10));
    assertThat(classes.get("yard").askAgain()).isEqualTo(Duration.ofMinutes(1));
    assertThat(classes.get("hall").askAgain()).isNull();
  }

  @Test
  void latenessBeyondTheQuietGapIsRefusedWithTheOption() {
    assertThatThrownBy(
            () ->
                settings(Map.of("vedette.episode.allowed-lateness", "1 h"))
                    .episodes(WatchRules.NONE))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("vedette.episode.quiet-gap")
        .hasMessageContaining("allowedLateness");
  }

  @Test
  void sensorLimitsAreRanges() throws Exception {
    assertThat(settings(Map.of("vedette.sensor.limits.celsius", "-5..80.5")).sensorLimits())
        .containsEntry("celsius", new LimitGate.Limits(-5, 80.5));
  }

  @Test
  void limitsThatAreNoRangeAreRefused() {
    assertThatThrownBy(
            () -> settings(Map.of("vedette.sensor.limits.celsius", "hot")).sensorLimits())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("low..high");
  }

  @Test
  void confluentFormatNeedsARegistry() {
    assertThatThrownBy(() -> source(Map.of("vedette.topics.format", "confluent")).wire())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("registry");
  }

  @Test
  void aWordThatIsNoneIsAnsweredWithThoseThatAre() {
    assertThatThrownBy(() -> source(Map.of("vedette.topics.format", "avro")).wire())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("'avro' is none of [plain, confluent]");
  }

  @Test
  void theLedgerIsReadAsFarBackAsAnyLimitLooks() throws Exception {
    assertThat(source(Map.of()).ledgerReach()).isEqualTo(Duration.ofDays(32));
    var longer = Map.of("vedette.journal.memory", "2 d", "vedette.budget.memory", "1 d");
    assertThat(source(longer).ledgerReach()).isEqualTo(Duration.ofDays(2));
    assertThatThrownBy(() -> source(Map.of("vedette.budget.memory", "33 d")).ledgerReach())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage("vedette.budget.memory > 32 d: no limit looks further back");
  }

  @Test
  void aMemoryInWhichASlowStartMissesItsOwnEpochLinesIsRefused() throws Exception {
    var shortest = Map.of("vedette.journal.memory", "10 min", "vedette.budget.memory", "1 min");
    assertThat(source(shortest).ledgerReach()).isEqualTo(Duration.ofMinutes(10));
    var tooShort = Map.of("vedette.journal.memory", "599 s");
    assertThatThrownBy(() -> source(tooShort).ledgerReach())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            "vedette.journal.memory < 10 min: 599 s; it has to be 10 min at least, and twice"
                + " vedette.ask.deadline (10 s)");
    assertThatThrownBy(() -> settings(tooShort).admission())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("vedette.journal.memory < 10 min: 599 s");
  }

  @Test
  void aMemoryShorterThanTwoDeadlinesIsRefused() {
    assertThatThrownBy(
            () ->
                settings(
                        Map.of("vedette.journal.memory", "19 min", "vedette.ask.deadline", "10min"))
                    .admission())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("vedette.journal.memory < 20 min: 19 min;")
        .hasMessageEndingWith("twice vedette.ask.deadline (10 min)");
  }

  @Test
  void aHedgeForWhichNoQuestionWouldHaveTimeIsRefused() throws Exception {
    var justInTime = Map.of("vedette.ask.hedge.after", "7500 ms", "vedette.ask.settling", "2 s");
    assertThat(settings(justInTime).asking().hedging().after()).hasMillis(7_500);
    var tooLate = Map.of("vedette.ask.hedge.after", "7501 ms", "vedette.ask.settling", "2 s");
    assertThatThrownBy(() -> settings(tooLate).asking())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            "vedette.ask.hedge.after: 7501 ms, after 2 s of vedette.ask.settling, is too late for"
                + " another call before vedette.ask.deadline (10 s)");
  }

  @Test
  void aCallMayTakeAllTheTimeThereIsWhereNobodyElseCouldBeAsked() throws Exception {
    assertThat(patience(Map.of())).hasSeconds(10);
    assertThat(patience(withFallback(Map.of("vedette.ask.calls", "1")))).hasSeconds(10);
    assertThat(patience(withFallback(Map.of("vedette.ask.deadline", "1200 ms"))))
        .as("two fifths would be too short for a call")
        .hasMillis(1_200);
  }

  @Test
  void aCallLeavesTimeToAskTheFallback() throws Exception {
    assertThat(patience(withFallback(Map.of()))).hasSeconds(6);
    assertThat(patience(withFallback(Map.of("vedette.ask.settling", "5 s")))).hasSeconds(3);
    assertThat(patience(withFallback(Map.of("vedette.ask.call-patience", "9 s")))).hasSeconds(9);
  }

  private static Map<String, String> withFallback(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("vedette.fallback.url", "http://127.0.0.1:2/v1");
    return all;
  }

  private static Duration patience(Map<String, String> options) throws Exception {
    return settings(options).asking().retries().patience();
  }

  private static Settings settings(Map<String, String> options) {
    return new Settings(Configuration.fromMap(options));
  }

  private static SourceSettings source(Map<String, String> options) {
    return new SourceSettings(Configuration.fromMap(options));
  }
}
