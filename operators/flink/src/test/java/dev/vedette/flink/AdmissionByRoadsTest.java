package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Admitting.settings;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Question;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nothing is granted, nor reserved, while no road to a brain is open. */
class AdmissionByRoadsTest {
  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);

  @Test
  void whileNoRoadIsOpenTheEdgeAnswersAtOnceWithTheReason() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.road.close(Reason.BREAKER_OPEN);
      admit.ask(question("e-1", at(60)));
      assertThat(admit.granted()).isEmpty();
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.BREAKER_OPEN);
      assertThat(admit.verdicts().get(0).last()).isTrue();
    }
  }

  @Test
  void whatIsDeniedForThatTakesNothingOffTheCap() throws Exception {
    var oneAnHour = settings(VerdictPolicy.HOLD, new RateCap(1, Duration.ofHours(1), 1));
    try (var admit = Admitting.caughtUp(ledger, oneAnHour)) {
      admit.road.close(Reason.BREAKER_OPEN);
      admit.ask(question("e-1", at(60)));
      admit.road.reopen();
      admit.ask(question("e-2", at(60)));
      assertThat(admit.granted()).containsExactly("e-2");
    }
  }

  @Test
  void anAnswerThatIsPaidForIsUsedAllTheSame() throws Exception {
    Question paid = question("e-1", at(60));
    ledger.writeAnswered(paid, answer(7));
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.road.close(Reason.BREAKER_OPEN);
      admit.ask(paid);
      assertThat(admit.verdicts()).extracting(Verdict::by).containsExactly(Giver.CLOUD);
    }
  }

  @Test
  void theRoadsAreLeftWithTheOperator() throws Exception {
    var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD));
    assertThat(admit.road.opened).hasValue(1);
    admit.close();
    assertThat(((SlowBrain) admit.road.brain()).closed).hasValue(1);
  }
}
