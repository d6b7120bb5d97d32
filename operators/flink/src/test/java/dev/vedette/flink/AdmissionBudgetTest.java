package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.call;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.BillingEvidence;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * Budgets of the account's tenant. A call costs 9 micro-dollars at most here, and a grant allows
 * three.
 */
class AdmissionBudgetTest {
  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);

  @Test
  void whatABudgetHasNotEnoughForIsAnsweredAtTheEdge() throws Exception {
    try (var admit = limited(54)) {
      admit.ask(question("e-1", at(10)));
      admit.ask(question("e-2", at(10)));
      admit.ask(question("e-3", at(10)));
      assertThat(admit.granted()).containsExactly("e-1", "e-2");
      assertThat(admit.verdicts())
          .extracting(Verdict::reason)
          .containsExactly(Reason.BUDGET_EXHAUSTED);
    }
  }

  @Test
  void aGrantAllowsFewerCallsWhereThereIsLess() throws Exception {
    try (var admit = limited(45)) {
      admit.ask(question("e-1", at(10)));
      admit.ask(question("e-2", at(10)));
      assertThat(admit.grants())
          .extracting(grant -> grant.reservation().calls())
          .containsExactly(3, 2);
    }
  }

  @Test
  void whatIsNotSpentIsFreeAgainOnceTheGrantHasEnded() throws Exception {
    try (var admit = limited(27)) {
      Question asked = question("e-1", at(10));
      admit.ask(asked);
      settle(admit.grants().get(0), 7);
      admit.catchUp();
      admit.ask(question("e-2", at(10)));
      assertThat(admit.granted()).as("calls may still come").containsExactly("e-1");

      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.ask(question("e-3", at(10)));
      assertThat(admit.granted()).containsExactly("e-1", "e-3");
      assertThat(admit.grants().get(1).reservation().calls()).isEqualTo(2);
    }
  }

  @Test
  void whatMayHaveBeenBilledStaysAtItsWorstCaseWhateverTimePasses() throws Exception {
    try (var admit = limited(27)) {
      Question asked = question("e-1", at(10));
      admit.ask(asked);
      ledger.writeUnknown(asked);
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.passUntil(Duration.ofHours(9).toMillis());
      admit.ask(question("e-2", at(100_000)));
      assertThat(admit.grants().get(1).reservation().calls()).isEqualTo(2);

      ledger.write(
          LedgerLine.reconciled(
              asked.account(), call(asked, 1), 0, new BillingEvidence("usage.csv:2", 0), at(100)));
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.ask(question("e-3", at(100_000)));
      assertThat(admit.grants().get(2).reservation().calls()).isEqualTo(3);
    }
  }

  @Test
  void anotherPeriodBeginsWithAllOfIt() throws Exception {
    try (var admit = limited(9)) {
      admit.ask(question("e-1", at(10)));
      settle(admit.grants().get(0), 9);
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.ask(question("e-2", at(10)));
      admit.passUntil(Duration.ofDays(1).toMillis());
      admit.ask(question("e-3", at(100_000)));
      assertThat(admit.granted()).containsExactly("e-1", "e-3");
    }
  }

  @Test
  void aLimitIsOrderedAndTakenBackWhileTheJobRuns() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.ask(question("e-1", at(10)));
      admit.orders.limit("day", 27);
      admit.ask(question("e-2", at(10)));
      admit.orders.limit("day", 54);
      admit.ask(question("e-3", at(10)));
      admit.orders.unlimit("day");
      admit.ask(question("e-4", at(10)));
      assertThat(admit.granted())
          .as("what was granted before counts")
          .containsExactly("e-1", "e-3", "e-4");
    }
  }

  @Test
  void whatIsKeptOutlivesARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var admit = limited(27)) {
      admit.ask(question("e-1", at(10)));
      snapshot = admit.snapshot();
    }
    try (var admit = Admitting.restored(snapshot, 5, ledger, generous(VerdictPolicy.HOLD))) {
      admit.orders.limit("day", 27);
      admit.catchUp();
      admit.ask(question("e-2", at(10)));
      assertThat(admit.granted()).isEmpty();
    }
  }

  @Test
  void aJobWithoutStateKnowsFromTheLedgerWhatWasSpent() throws Exception {
    Question before = question("e-1", at(10));
    ledger.writeAnswered(before, answer(7));
    ledger.writeUnknown(question("e-2", at(10)));
    try (var admit = limited(27)) {
      admit.ask(question("e-3", at(10)));
      assertThat(admit.grants().get(0).reservation().calls()).isEqualTo(1);
    }
  }

  @Test
  void aQuestionThatIsBeingAskedIsNotGrantedBeside() throws Exception {
    try (var admit = limited(1_000)) {
      admit.ask(question("e-1", at(10)));
      admit.ask(question("e-1", at(10)));
      assertThat(admit.granted()).containsExactly("e-1");
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.RESTORED);
    }
  }

  @Test
  void howATenantStandsIsShown() throws Exception {
    try (var admit = limited(1_000_000)) {
      admit.ask(question("e-1", at(10)));
      assertThat(gauge(admit, MetricNames.BUDGET_LIMIT_USD)).isEqualTo(1.0);
      assertThat(gauge(admit, MetricNames.BUDGET_RESERVED_USD)).isEqualTo(27e-6);
      settle(admit.grants().get(0), 7);
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      assertThat(gauge(admit, MetricNames.BUDGET_SPENT_USD)).as("a second ago").isEqualTo(0.0);
      admit.passUntil(1_000);
      assertThat(gauge(admit, MetricNames.BUDGET_SPENT_USD)).isEqualTo(7e-6);
      assertThat(gauge(admit, MetricNames.BUDGET_RESERVED_USD)).isEqualTo(0.0);

      admit.orders.unlimit("day");
      admit.passUntil(20_000);
      assertThat(gauge(admit, MetricNames.BUDGET_LIMIT_USD)).isEqualTo(Double.NaN);
      assertThat(admit.metrics.shown(MetricNames.BUDGET_LIMIT_USD)).isZero();

      admit.orders.limit("day", 2_000_000);
      admit.ask(question("e-2", at(100)));
      admit.passUntil(40_000);
      assertThat(admit.metrics.shown(MetricNames.BUDGET_LIMIT_USD)).as("again").isOne();
    }
  }

  @Test
  void aLimitThatOnlyWarnsBlocksNothing() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.orders.limit("day", 10, false);
      admit.ask(question("e-1", at(10)));
      settle(admit.grants().get(0), 9);
      admit.catchUp();
      admit.ask(question("e-2", at(10)));
      assertThat(admit.granted()).containsExactly("e-1", "e-2");
      admit.passUntil(1_000);
      assertThat(admit.metrics.count(MetricNames.BUDGET_WARNINGS, MetricNames.PERCENT, "80"))
          .isOne();
    }
  }

  @Test
  void aWarningIsCountedForEachTenantAndDay() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.orders.limit("day", 10, false);
      for (int day = 0; day < 2; day++) {
        admit.passUntil(Duration.ofDays(day).toMillis());
        admit.ask(question("e-" + day, at(100_000 * (day + 1))));
        settle(admit.grants().get(day), 9);
        ledger.writeEnded(admit.grants());
        admit.catchUp();
        admit.passUntil(Duration.ofDays(day).toMillis() + 1_000);
      }
      admit.passUntil(Duration.ofDays(3).toMillis());
      assertThat(admit.metrics.count(MetricNames.BUDGET_WARNINGS, MetricNames.PERCENT, "80"))
          .isEqualTo(2);
    }
  }

  private static Object gauge(Admitting admit, String name) {
    return admit.metrics.gauge(name);
  }

  private Admitting limited(long micros) throws Exception {
    var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD));
    admit.orders.limit("day", micros);
    return admit;
  }

  private void settle(Grant grant, long micros) {
    Question asked = grant.question();
    var call = LedgerCall.of(grant, new SlowBrain());
    ledger.write(LedgerLine.dispatched(asked.account(), call, 9, at(1)));
    ledger.write(LedgerLine.settled(asked.account(), call, answer(micros), at(2)));
  }
}
