package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Admitting.settings;
import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Word;
import dev.vedette.core.control.Mode;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nothing is granted, nor reserved, where the mode is edge. */
class AdmissionByModeTest {
  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);

  @Test
  void inEdgeModeTheEdgeAnswersForGood() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.orders.give("acme", "door", Mode.EDGE);
      admit.ask(question("e-1", at(60)));
      assertThat(admit.granted()).isEmpty();
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.EDGE_MODE);
      assertThat(admit.verdicts().get(0).last()).isTrue();
    }
  }

  @Test
  void whatWasKeptBeforeWaitsOn() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.orders.give("acme", "*", Mode.EDGE);
      admit.ask(deferred("e-1", 1, 600).askedAgain(deferred("e-1", 1, 600), at(60)));
      assertThat(admit.words()).extracting(Word::verdict).containsOnlyNulls();
      assertThat(admit.words())
          .extracting(word -> word.line().reason())
          .containsExactly(Reason.EDGE_MODE);
    }
  }

  @Test
  void theOthersAreGrantedAndNothingIsTakenOffTheCap() throws Exception {
    var oneAnHour = settings(VerdictPolicy.HOLD, new RateCap(1, Duration.ofHours(1), 1));
    try (var admit = Admitting.caughtUp(ledger, oneAnHour)) {
      admit.orders.give("*", "*", Mode.EDGE);
      admit.ask(question("e-1", at(60)));
      admit.orders.give("acme", "*", Mode.HYBRID);
      admit.ask(question("e-2", at(60)));
      assertThat(admit.granted()).containsExactly("e-2");
    }
  }

  @Test
  void anAnswerThatIsPaidForIsUsedAllTheSame() throws Exception {
    Question paid = question("e-1", at(60));
    ledger.writeAnswered(paid, answer(7));
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.orders.give("*", "*", Mode.EDGE);
      admit.ask(paid);
      assertThat(admit.verdicts()).extracting(Verdict::by).containsExactly(Giver.CLOUD);
    }
  }

  @Test
  void theBoardIsLeftWithTheOperator() throws Exception {
    var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD));
    admit.close();
    assertThat(admit.orders.closed).isOne();
  }
}
