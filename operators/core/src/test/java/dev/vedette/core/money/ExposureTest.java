package dev.vedette.core.money;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.Examples.grantedAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static final Account FACE = new Account("acme", "door", "face");
  private static final Reservation THREE =
      new Reservation(NOON, 3, List.of(new RoadPrice("simulated/model-1", "simulated", 10)));
  private static final LedgerLine DISPATCHED = LedgerLine.dispatched(FACE, call("i-1", 1), 9, NOON);
  private static final LedgerLine SETTLED =
      LedgerLine.settled(FACE, call("i-1", 1), answer(4), NOON);
  private static final LedgerLine UNKNOWN =
      LedgerLine.unknown(FACE, call("i-1", 1), 9, Reason.TIMEOUT, NOON);
  private static final LedgerLine ENDED =
      LedgerLine.ended(FACE, new LedgerGrant("i-1", NOON), NOON);

  @Test
  void aLineThatComesAgainChangesNothing() {
    Exposure once = folded(DISPATCHED, SETTLED, ENDED);
    assertThat(folded(DISPATCHED, SETTLED, ENDED, DISPATCHED, SETTLED, ENDED)).isEqualTo(once);
    assertThat(total(once)).isEqualTo(new Sums(4, 0, 0));
  }

  @Test
  void whatWasDispatchedCountsAtItsWorstCaseUntilItIsKnownWhatItCost() {
    assertThat(total(folded(DISPATCHED))).isEqualTo(new Sums(0, 9, 0));
    assertThat(total(folded(DISPATCHED, UNKNOWN))).isEqualTo(new Sums(0, 9, 0));
    assertThat(total(folded(DISPATCHED, UNKNOWN, SETTLED))).isEqualTo(new Sums(4, 0, 0));
    assertThat(total(folded(DISPATCHED, SETTLED, UNKNOWN))).isEqualTo(new Sums(4, 0, 0));
  }

  @Test
  void theProvidersBooksAreTheLastWord() {
    LedgerLine six =
        LedgerLine.reconciled(FACE, call("i-1", 1), 6, new BillingEvidence("usage.csv:1", 0), NOON);
    LedgerLine five =
        LedgerLine.reconciled(FACE, call("i-1", 1), 5, new BillingEvidence("usage.csv:2", 6), NOON);
    assertThat(total(folded(DISPATCHED, six, SETTLED))).isEqualTo(new Sums(6, 0, 0));
    assertThat(total(folded(DISPATCHED, UNKNOWN, six, five))).isEqualTo(new Sums(5, 0, 0));
  }

  @Test
  void aReservationIsForTheCallsThatAreLeft() {
    Exposure granted = Exposure.of(FACE).with(THREE);
    assertThat(total(granted)).isEqualTo(new Sums(0, 0, 30));
    assertThat(total(granted.with(DISPATCHED))).isEqualTo(new Sums(0, 9, 20));
    assertThat(total(granted.with(DISPATCHED).with(SETTLED))).isEqualTo(new Sums(4, 0, 20));
    assertThat(total(granted.with(DISPATCHED).with(SETTLED).with(ENDED)))
        .isEqualTo(new Sums(4, 0, 0));
  }

  @Test
  void theEndOfOneGrantIsNotThatOfAnother() {
    Instant later = NOON.plusSeconds(1);
    Exposure granted = Exposure.of(FACE).with(THREE).with(ENDED);
    Exposure again = granted.with(new Reservation(later, 1, THREE.roads()));
    assertThat(again.with(ENDED).isOpen()).isTrue();
    assertThat(again.with(LedgerLine.ended(FACE, new LedgerGrant("i-1", later), later)).isOpen())
        .isFalse();
  }

  @Test
  void noTwoGrantsAreGivenAtOneTime() {
    Exposure granted = Exposure.of(FACE).with(THREE);
    assertThat(granted.grantTime(NOON)).isAfter(NOON);
    assertThat(granted.with(ENDED).grantTime(NOON.minusSeconds(1))).isAfter(NOON);
    assertThat(granted.grantTime(NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
    assertThatThrownBy(() -> granted.with(THREE)).hasMessageContaining("granted before at");
  }

  @Test
  void aLineOfAnOlderVersionCountsWhenItWasWritten() {
    LedgerCall without = grantedAt(Instant.EPOCH, call("i-1", 1));
    Exposure folded =
        folded(
            LedgerLine.dispatched(FACE, without, 9, NOON),
            LedgerLine.settled(FACE, without, answer(4), NOON.plusSeconds(5)));
    assertThat(folded.attempts()).extracting(Attempted::grantedAt).containsExactly(NOON);
    assertThat(total(folded)).isEqualTo(new Sums(4, 0, 0));
  }

  @Test
  void aCallOfAnotherGrantIsAnotherEvenWithTheSameNumber() {
    LedgerCall later = grantedAt(NOON.plusSeconds(86_400), call("i-1", 1));
    Exposure both =
        folded(
            DISPATCHED,
            LedgerLine.dispatched(FACE, later, 9, NOON),
            LedgerLine.settled(FACE, later, answer(4), NOON));
    assertThat(total(both)).as("what may have been billed stays so").isEqualTo(new Sums(4, 9, 0));
  }

  @Test
  void theProvidersWordOnAForgottenCallCountsAsTheDifference() {
    assertThat(total(folded(SETTLED))).isEqualTo(new Sums(4, 0, 0));
    Exposure corrected = folded(reconciled(3, 4));
    assertThat(total(corrected)).as("on top of the 4").isEqualTo(new Sums(-1, 0, 0));
    assertThat(total(corrected.with(reconciled(6, 3)))).isEqualTo(new Sums(2, 0, 0));
    assertThat(total(folded(reconciled(6, 3)))).as("forgotten again").isEqualTo(new Sums(3, 0, 0));
  }

  @Test
  void whatCostNothingIsForgottenOnceItsGrantHasEnded() {
    LedgerLine released = LedgerLine.released(FACE, call("i-1", 1), Reason.OFFLINE, NOON);
    Exposure granted = Exposure.of(FACE).with(THREE).with(DISPATCHED).with(released);
    assertThat(total(granted)).as("one of three was made").isEqualTo(new Sums(0, 0, 20));
    assertThat(granted.with(ENDED).attempts()).isEmpty();
    assertThat(folded(DISPATCHED, released).attempts()).isEmpty();
    assertThat(total(folded(DISPATCHED, released, reconciled(6, 0)))).isEqualTo(new Sums(6, 0, 0));
  }

  @Test
  void noGrantIsGivenAtTheTimeOfOneThatLeftNoTrace() {
    LedgerCall call = grantedAt(NOON.plusSeconds(1), call("i-1", 2));
    Exposure exposure =
        folded(
            DISPATCHED,
            LedgerLine.dispatched(FACE, call, 9, NOON),
            LedgerLine.released(FACE, call, Reason.OFFLINE, NOON));
    assertThat(exposure.attempts()).hasSize(1);
    assertThat(exposure.grantTime(NOON)).isAfter(call.grantedAt());
  }

  private static LedgerLine reconciled(long micros, long counted) {
    var evidence = new BillingEvidence("usage.csv:1", counted);
    return LedgerLine.reconciled(FACE, call("i-1", 1), micros, evidence, NOON);
  }

  private static Exposure folded(LedgerLine... lines) {
    Exposure exposure = Exposure.of(FACE);
    for (LedgerLine line : lines) {
      exposure = exposure.with(line);
    }
    return exposure;
  }

  private static Sums total(Exposure exposure) {
    return exposure.postings().entrySet().stream()
        .filter(posting -> posting.getKey().provider().equals(Node.ANY))
        .map(Map.Entry::getValue)
        .reduce(Sums.ZERO, Sums::plus);
  }
}
