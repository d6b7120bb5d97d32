package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.DeferralPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeferralSettingsTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @Test
  void ifNothingIsSaidAllIsKeptForSixHours() throws Exception {
    assertThat(policy(Map.of()).of("acme", "face", NOON))
        .contains(Deferral.planned(0, NOON.plus(Duration.ofHours(6))));
  }

  @Test
  void aRuleHasAPriorityAndAnAge() throws Exception {
    DeferralPolicy policy =
        policy(
            Map.of(
                "vedette.deferred.max-age", "0 s",
                "vedette.deferred.rules", "acme/face:5 12h,noise:-1 1min",
                "vedette.journal.memory", "12 h"));
    assertThat(policy.of("acme", "face", NOON))
        .contains(Deferral.planned(5, NOON.plus(Duration.ofHours(12))));
    assertThat(policy.of("acme", "noise", NOON))
        .contains(Deferral.planned(-1, NOON.plusSeconds(60)));
    assertThat(policy.of("acme", "person", NOON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"face:12h", "face:high 12h", "face:1 soon", "face:1 2h 3"})
  void aRuleThatMakesNoSenseIsRefusedByItsName(String rules) {
    assertThatThrownBy(() -> policy(Map.of("vedette.deferred.rules", rules)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("vedette.deferred.rules: ");
  }

  /** A call of which the ledger is forgotten would be made, and paid for, again. */
  @Test
  void nothingIsKeptLongerThanTheLedgerIsRemembered() throws Exception {
    assertThatThrownBy(() -> policy(Map.of("vedette.deferred.max-age", "7 h")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            "vedette.deferred.max-age > vedette.journal.memory: 7 h > 6 h; raise"
                + " vedette.journal.memory to 7 h, or a call that was paid for would be made again");
    assertThatThrownBy(() -> policy(Map.of("vedette.deferred.rules", "face:1 7h")))
        .hasMessageStartingWith("vedette.deferred.rules > vedette.journal.memory: 7 h > 6 h");
    policy(Map.of("vedette.deferred.max-age", "7 h", "vedette.journal.memory", "7 h"));
  }

  @Test
  void itsTopicKeepsAQuestionForTheLongestAgeOfAll() throws Exception {
    assertThat(RecordAges.deferred(new Configuration())).isEqualTo(Duration.ofHours(6));
    assertThat(
            RecordAges.deferred(
                Configuration.fromMap(
                    Map.of(
                        "vedette.deferred.rules", "face:5 12h,noise:0 0s",
                        "vedette.journal.memory", "12 h"))))
        .isEqualTo(Duration.ofHours(12));
  }

  private static DeferralPolicy policy(Map<String, String> options) throws Exception {
    return new DeferralSettings(Configuration.fromMap(options)).policy();
  }
}
