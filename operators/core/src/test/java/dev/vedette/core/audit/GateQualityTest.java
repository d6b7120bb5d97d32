package dev.vedette.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GateQualityTest {
  private static final Draw TENTH = new Draw(0.1);

  @Test
  void recallIsWhatWasPassedRightlyOfAllThatShouldHaveBeen() {
    GateEvidence known =
        GateEvidence.NONE.rejected(1_000).answered(80, true).answered(20, false).passed(100);
    for (int i = 0; i < 100; i++) {
      known = known.audited(TENTH, i < 4);
    }
    GateQuality quality = GateQuality.of(known);
    assertThat(quality.missedRatio().value()).isEqualTo(0.04);
    assertThat(quality.precision().value()).isEqualTo(0.8);
    // 200 passed at 0.8 are 160; 1000 rejected at 0.04 are 40.
    assertThat(quality.recall().value()).isCloseTo(0.8, within(1e-12));
    assertThat(quality.recall().holds(0.8)).isTrue();
    assertThat(quality.recall().low()).isBetween(0.5, 0.65);
    assertThat(quality.recall().high()).isBetween(0.9, 0.97);
  }

  @Test
  void withoutAnAuditTheRecallIsNotKnownAndIsNotSaidToBeOne() {
    GateQuality quality = GateQuality.of(GateEvidence.NONE.rejected(1_000).answered(50, true));
    assertThat(quality.recall().isKnown()).isFalse();
    assertThat(quality.recall().low()).isLessThan(0.06);
    assertThat(quality.missedRatio()).isEqualTo(Estimate.UNKNOWN);
  }

  @Test
  void ofNothingNothingIsKnown() {
    GateQuality quality = GateQuality.of(GateEvidence.NONE);
    assertThat(quality.recall()).isEqualTo(Estimate.UNKNOWN);
    assertThat(quality.precision()).isEqualTo(Estimate.UNKNOWN);
  }

  @Test
  void anEventOfASmallerShareStandsForMore() {
    GateEvidence known = GateEvidence.NONE.rejected(100);
    for (int i = 0; i < 9; i++) {
      known = known.audited(new Draw(1), false);
    }
    known = known.audited(new Draw(1 / 9.0), true);
    Estimate missed = GateQuality.of(known).missedRatio();
    assertThat(missed.value()).isCloseTo(0.5, within(1e-9));
    assertThat(missed.high() - missed.low()).isGreaterThan(0.8); // of an effective size of 3.6
  }

  @Test
  void repeatsAndWhatTheEdgeAnsweredWerePassedAsWell() {
    GateEvidence known =
        GateEvidence.NONE
            .with(sum(true, Outcome.REPEAT, "", 5))
            .with(sum(true, Outcome.EDGE, "rate-limited", 3))
            .with(sum(true, Outcome.CLOUD, Ended.CONFIRMED, 1))
            .with(sum(true, Outcome.CLOUD, Ended.DENIED, 1))
            .with(sum(true, Outcome.CLOUD, "unclear", 1))
            .with(sum(false, Outcome.REJECTED, "", 89))
            .with(sum(false, Outcome.REJECTED, Ended.AUDITED, 1));
    assertThat(known)
        .isEqualTo(GateEvidence.NONE.rejected(90).passed(9).answered(1, true).answered(1, false));
  }

  @Test
  void anAnswerStandsForAllEventsOfItsEpisodeInTheRecallAndForOneInThePrecision() {
    GateEvidence known = GateEvidence.NONE.rejected(500).audited(new Draw(1), true);
    for (int i = 0; i < 10; i++) {
      known =
          known
              .with(sum(true, Outcome.CLOUD, Ended.CONFIRMED, 1))
              .with(sum(true, Outcome.CLOUD, Ended.DENIED, 1))
              .with(sum(true, Outcome.REPEAT, "", 99))
              .with(sum(true, Outcome.REPEAT, Ended.CONFIRMED, 99));
    }
    GateQuality quality = GateQuality.of(known);
    assertThat(known.passed()).isEqualTo(1_010);
    assertThat(quality.precision().value()).isEqualTo(0.5);
    // 1000 of the 1010 that were passed are right, and 500 were missed: not half of 1010.
    assertThat(quality.recall().value()).isCloseTo(1_000 / 1_500.0, within(1e-12));
  }

  @Test
  void fewLongEpisodesTellLessThanManyShortOnes() {
    var few = ClusterSums.NONE;
    for (int i = 0; i < 10; i++) {
      few = few.answered(1, i > 0).repeated(99, i > 0);
    }
    ClusterSums many = ClusterSums.NONE.answered(900, true).answered(100, false);
    Estimate ofFew = few.precision(Estimate.ONE_IN_TWENTY);
    assertThat(ofFew.value()).isEqualTo(0.9);
    assertThat(ofFew).isEqualTo(Estimate.ofShare(9, 10, Estimate.ONE_IN_TWENTY));
    assertThat(many.precision(Estimate.ONE_IN_TWENTY))
        .isEqualTo(Estimate.ofShare(900, 1_000, Estimate.ONE_IN_TWENTY));
  }

  @Test
  void passedEventsCountAsFarAsTheRejectedOnesBesideThemMayBeAudited() {
    GateEvidence audited = GateEvidence.NONE.rejected(10).audited(new Draw(1), true);
    GateEvidence half = audited.with(sum(false, Outcome.REJECTED, Ended.UNAUDITED, 10));
    GateEvidence never = GateEvidence.NONE.unaudited(100).answered(50, true);
    assertThat(half.unaudited()).isEqualTo(10);
    assertThat(half.answered(20, true).comparable().passed()).isEqualTo(10);
    assertThat(never.comparable().passed()).isZero();
    assertThat(never.comparable().asked()).isEqualTo(50);
    assertThat(GateQuality.of(never.comparable()).recall()).isEqualTo(Estimate.UNKNOWN);
  }

  @Test
  void whileTheCloudIsAskedAboutAllNothingIsMissedAndNothingSaidOfTheRecall() {
    GateEvidence day =
        GateEvidence.NONE.rejected(900).audited(new Draw(1), true).answered(100, true);
    GateEvidence night =
        GateEvidence.NONE
            .answered(100, true)
            .with(sum(false, Outcome.CLOUD, Ended.CONFIRMED, 100))
            .with(sum(false, Outcome.EDGE, "offline", 800));
    assertThat(GateQuality.of(day.plus(night).comparable()).recall().value())
        .isEqualTo(GateQuality.of(day).recall().value());
    assertThat(GateQuality.of(night.comparable()).recall()).isEqualTo(Estimate.UNKNOWN);
  }

  @Test
  void whatDoesNotCountSaysNothingOfTheGateAndWhatWasAskedByOrderIsNeverAudited() {
    GateEvidence known =
        GateEvidence.NONE
            .with(sum(true, Outcome.IGNORED, "hours", 5))
            .with(sum(false, Outcome.CLOUD, Ended.CONFIRMED, 5))
            .with(sum(false, Outcome.EDGE, "offline", 5));
    assertThat(known).isEqualTo(GateEvidence.NONE.unaudited(10));
  }

  private static EndedSum sum(boolean positive, Outcome outcome, String detail, long events) {
    return new EndedSum(
        new Ended("acme", "door", "face@1.0.0", positive, outcome, detail, Instant.EPOCH),
        events,
        0);
  }
}
