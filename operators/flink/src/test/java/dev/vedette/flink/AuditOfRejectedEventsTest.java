package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.brain.Question;
import dev.vedette.core.control.Mode;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.money.Purpose;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditOfRejectedEventsTest {
  private static final AuditPolicy ALL = new AuditPolicy(1, Map.of(), 800);

  @Test
  void aDrawnEventIsRejectedLikeAllOthersAndAskedAboutBeside() throws Exception {
    try (var follow = Following.auditing(ALL)) {
      follow.seeNegativeShown("e-1", 1);
      assertThat(follow.outcome("rejected")).isOne();
      assertThat(follow.metrics.count(MetricNames.QUESTIONS)).isZero();
      assertThat(follow.audits("sampled")).isOne();
      assertThat(follow.questions()).hasSize(1);
      Question audit = follow.questions().get(0);
      assertThat(audit.purpose()).isEqualTo(Purpose.AUDIT);
      assertThat(audit.draw()).isEqualTo(new Draw(1));
      assertThat(audit.deferral()).isNull();
      assertThat(audit.hasPayload()).isTrue();
      assertThat(follow.ended()).extracting(Ended::detail).containsExactly(Ended.AUDITED);
    }
  }

  @Test
  void aDuplicateIsNotDrawnAgain() throws Exception {
    try (var follow = Following.auditing(ALL)) {
      follow.seeNegativeShown("e-1", 1);
      follow.seeNegativeShown("e-1", 1);
      assertThat(follow.audits("sampled")).isOne();
      assertThat(follow.questions()).hasSize(1);
    }
  }

  @Test
  void whatThePolicyDoesNotDrawIsNotAskedAbout() throws Exception {
    try (var follow = Following.auditing(AuditPolicy.NONE)) {
      follow.seeNegativeShown("e-1", 1);
      assertThat(follow.questions()).isEmpty();
      assertThat(follow.audits("sampled")).isZero();
      assertThat(follow.ended()).extracting(Ended::detail).containsExactly(Ended.UNAUDITED);
    }
  }

  @Test
  void whatCouldBeDrawnAndIsNotIsLikeWhatIs() throws Exception {
    try (var follow = Following.auditing(new AuditPolicy(1e-9, Map.of(), 8))) {
      follow.seeNegative("e-1", 1);
      assertThat(follow.ended()).extracting(Ended::detail).containsExactly("");
    }
  }

  @Test
  void noMoreAreDrawnInAnHourThanTheBoundAllows() throws Exception {
    try (var follow = Following.auditing(new AuditPolicy(1, Map.of(), 8))) {
      for (int i = 0; i < 1_000; i++) {
        follow.seeNegativeShown("e-" + i, i);
      }
      assertThat(follow.audits("sampled")).isBetween(5L, 8L);
      assertThat(follow.outcome("rejected")).isEqualTo(1_000);
    }
  }

  @Test
  void whereTheEdgeHasTheLastWordNoAuditIsMadeReadyAndNoneUsesUpTheBound() throws Exception {
    try (var follow = Following.auditing(new AuditPolicy(1, Map.of(), 8))) {
      follow.orders.give("acme", "door", Mode.EDGE);
      for (int i = 0; i < 10; i++) {
        follow.seeNegativeShown("e-" + i, i);
      }
      assertThat(follow.questions()).isEmpty();
      assertThat(follow.audits("sampled")).isEqualTo(10);
      assertThat(follow.audits("denied")).isEqualTo(10);
      assertThat(follow.ended()).extracting(Ended::detail).containsOnly("");
      follow.orders.give("acme", "door", Mode.HYBRID);
      follow.seeNegativeShown("e-10", 10);
      assertThat(follow.questions()).hasSize(1);
    }
  }

  @Test
  void nothingIsLeftOfADeviceThatIsNeverSeenAgain() throws Exception {
    try (var follow = Following.auditing(ALL)) {
      follow.seeNegativeShown("e-1", 1);
      for (int hour = 1; hour <= 4; hour++) {
        follow.passUntil(hour * 3_600_000L);
      }
      assertThat(follow.stateEntries()).isZero();
      assertThat(follow.timers()).isZero();
    }
  }

  @Test
  void countsOfAuditsGoOnAfterARestart() throws Exception {
    try (var follow = Following.auditing(ALL)) {
      follow.seeNegativeShown("e-1", 1);
      try (var later = Following.restored(follow.snapshot(), 2_000)) {
        assertThat(later.audits("sampled")).isOne();
      }
    }
  }

  @Test
  void howEventsEndedIsToldByTheirMinute() throws Exception {
    try (var follow = Following.auditing(AuditPolicy.NONE)) {
      follow.seeNegative("e-1", 61);
      follow.seePositive("e-2", 62);
      follow.seePositive("e-3", 63);
      assertThat(follow.ended())
          .containsExactly(
              new Ended(
                  "acme",
                  "door",
                  "limits@1",
                  false,
                  Outcome.REJECTED,
                  Ended.UNAUDITED,
                  Examples.at(60)),
              new Ended("acme", "door", "limits@1", true, Outcome.REPEAT, "", Examples.at(60)));
    }
  }
}
