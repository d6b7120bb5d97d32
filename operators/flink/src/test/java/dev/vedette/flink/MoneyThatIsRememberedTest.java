package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.header;
import static dev.vedette.flink.Examples.positive;
import static dev.vedette.flink.Examples.question;
import static dev.vedette.flink.Examples.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.BillingEvidence;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Money counts for as long as its periods last, whatever else is forgotten. A call costs 9
 * micro-dollars at most here, a grant allows three, and calls are remembered for an hour.
 */
class MoneyThatIsRememberedTest {
  private static final long THREE_HOURS = Duration.ofHours(3).toMillis();

  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);

  @Test
  void aJobWithoutStateCountsWhatWasSpentBeforeAnythingThatItRemembers() throws Exception {
    ledger.writeAnswered(question("e-1", at(10)), answer(7));
    try (var admit = Admitting.begunAt(THREE_HOURS, ledger, generous(VerdictPolicy.HOLD))) {
      admit.orders.limit("day", 27);
      Question again = question("e-1", at(20_000));
      admit.ask(again);
      assertThat(admit.granted()).as("its answer is forgotten").containsExactly("e-1");
      assertThat(admit.grants().get(0).reservation().calls()).isEqualTo(2);
    }
  }

  @Test
  void aJobWithoutStateRemembersNoCallsThatOthersWouldHaveForgotten() throws Exception {
    for (int i = 0; i < 100; i++) {
      ledger.writeAnswered(question("e-" + i, at(10)), answer(7));
    }
    int old;
    try (var admit = Admitting.begunAt(THREE_HOURS, ledger, generous(VerdictPolicy.HOLD))) {
      old = admit.stateEntries();
    }
    try (var admit = Admitting.begunAt(0, ledger, generous(VerdictPolicy.HOLD))) {
      assertThat(old).isLessThan(admit.stateEntries());
    }
  }

  @Test
  void whatMayHaveBeenBilledLongAgoStaysBesideACallWithTheSameNumber() throws Exception {
    try (var admit = limited(36)) {
      Question asked = question("e-1", at(10));
      admit.ask(asked);
      LedgerCall first = LedgerCall.of(admit.grants().get(0), new SlowBrain());
      ledger.write(LedgerLine.dispatched(asked.account(), first, 9, at(1)));
      ledger.write(LedgerLine.unknown(asked.account(), first, 9, Reason.TIMEOUT, at(2)));
      ledger.writeEnded(admit.grants());
      admit.catchUp();

      admit.passUntil(THREE_HOURS);
      admit.ask(question("e-1", at(20_000)));
      settle(admit.grants().get(1), 1);
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.ask(question("e-2", at(20_000)));
      assertThat(admit.grants().get(2).reservation().calls())
          .as("36 without 9 that may have been billed and 1 that was")
          .isEqualTo(2);
    }
  }

  @Test
  void theProvidersWordOnACallThatIsForgottenCorrectsWhatItCost() throws Exception {
    try (var admit = limited(30)) {
      admit.ask(question("e-1", at(10)));
      Grant grant = admit.grants().get(0);
      settle(grant, 7);
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.passUntil(THREE_HOURS);
      admit.passUntil(2 * THREE_HOURS);
      ledger.write(
          LedgerLine.reconciled(
              grant.question().account(),
              LedgerCall.of(grant, new SlowBrain()),
              3,
              new BillingEvidence("usage.csv:2", 7),
              at(21_000)));
      admit.catchUp();
      admit.ask(question("e-2", at(30_000)));
      assertThat(admit.grants().get(1).reservation().calls()).as("27 are left").isEqualTo(3);
    }
  }

  /** As by two runs of {@code vedette cost reconcile} that knew nothing of each other. */
  @Test
  void theProvidersWordThatIsWrittenTwiceCountsOnceAlsoForAJobWithoutState() throws Exception {
    Grant grant;
    try (var admit = limited(30)) {
      admit.ask(question("e-1", at(10)));
      grant = admit.grants().get(0);
      settle(grant, 7);
      ledger.writeEnded(admit.grants());
    }
    for (int run = 1; run <= 2; run++) {
      ledger.write(
          LedgerLine.reconciled(
              grant.question().account(),
              LedgerCall.of(grant, new SlowBrain()),
              0,
              new BillingEvidence("usage.csv:2", 7),
              at(20 + run)));
    }
    try (var admit = Admitting.begunAt(THREE_HOURS, ledger, generous(VerdictPolicy.HOLD))) {
      admit.orders.limit("day", 26);
      admit.ask(question("e-2", at(20_000)));
      assertThat(admit.grants().get(0).reservation().calls())
          .as("26 are left, and not 33")
          .isEqualTo(2);
    }
  }

  @Test
  void aClockThatLeapsAheadAndComesBackMakesNothingForgotten() throws Exception {
    try (var admit = limited(9)) {
      admit.ask(question("e-1", at(10)));
      settle(admit.grants().get(0), 9);
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.passUntil(Duration.ofMinutes(20).toMillis());
      admit.passUntil(Duration.ofDays(40).toMillis());
      admit.passUntil(Duration.ofMinutes(21).toMillis());
      admit.passUntil(Duration.ofMinutes(50).toMillis());
      admit.ask(question("e-2", at(10_000)));
      assertThat(admit.granted()).containsExactly("e-1");
    }
  }

  @Test
  void anEventOfADeviceThatWasMovedCountsWhereItWasAskedAboutFirst() throws Exception {
    try (var admit = limited(36)) {
      Question asked = question("e-1", at(10));
      admit.ask(asked);
      ledger.writeEnded(admit.grants());
      settle(admit.grants().get(0), 9);
      admit.catchUp();
      Question moved = movedTo("yard", asked);
      assertThat(moved.inferenceId()).isEqualTo(asked.inferenceId());
      admit.ask(moved);
      assertThat(admit.grants()).as("it is answered").hasSize(1);

      Question other = question("e-2", at(10));
      admit.ask(other);
      LedgerCall call = LedgerCall.of(admit.grants().get(1), new SlowBrain());
      ledger.write(LedgerLine.dispatched(other.account(), call, 9, at(1)));
      ledger.write(LedgerLine.released(other.account(), call, Reason.OFFLINE, at(2)));
      ledger.writeEnded(List.of(admit.grants().get(1)));
      admit.catchUp();
      admit.orders.limit("door", "day", 9);
      admit.ask(movedTo("yard", other));
      assertThat(admit.grants()).as("nothing is left for doors").hasSize(2);
    }
  }

  private static Question movedTo(String deviceClass, Question asked) {
    var header = header(asked.header().eventId(), "door-7", deviceClass, at(0));
    Judged judged = Judged.of(reading(header, 1), positive(), at(0), 3_000);
    return Question.about(
        judged, asked.header().eventId(), asked.evidence(), asked.deadline(), null);
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
