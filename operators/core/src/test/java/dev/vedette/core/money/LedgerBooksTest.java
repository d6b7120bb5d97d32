package dev.vedette.core.money;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.Examples.grantedAt;
import static dev.vedette.core.Examples.useless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vedette.core.money.BookedCall.Standing;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LedgerBooksTest {
  private static final Account ACCOUNT = new Account("acme", "door", "face");
  private static final long WORST = 900;

  private static LedgerLine dispatched(int attempt) {
    return LedgerLine.dispatched(ACCOUNT, call("i-1", attempt), WORST, NOON);
  }

  private static LedgerLine settled(int attempt, long micros) {
    return LedgerLine.settled(ACCOUNT, call("i-1", attempt), answer(micros), NOON.plusSeconds(1));
  }

  private static LedgerLine released(int attempt) {
    return LedgerLine.released(ACCOUNT, call("i-1", attempt), Reason.OFFLINE, NOON.plusSeconds(1));
  }

  private static LedgerLine unknown(int attempt, long worst) {
    return LedgerLine.unknown(
        ACCOUNT, call("i-1", attempt), worst, Reason.TIMEOUT, NOON.plusSeconds(2));
  }

  private static LedgerLine reconciled(int attempt, long micros, Instant at) {
    return LedgerLine.reconciled(
        ACCOUNT, call("i-1", attempt), micros, new BillingEvidence("usage.csv:" + micros, 0), at);
  }

  private static LedgerLine avoided(int minute, String cause, long events) {
    Instant began = NOON.plusSeconds(60L * minute);
    var cost = new AvoidedCost("acme", "door", "face@1.0.0", cause, began, events);
    return LedgerLine.avoided(cost, 10 * events, began.plusSeconds(70));
  }

  private static void comesTo(LedgerBooks books, Standing standing, long spent, long unknown) {
    assertThat(books.calls()).hasSize(1);
    assertThat(books.calls().iterator().next().standing()).isEqualTo(standing);
    assertThat(books.spentMicros()).isEqualTo(spent);
    assertThat(books.unknownMicros()).isEqualTo(unknown);
  }

  @Test
  void aCallOfWhichNothingMoreIsSaidIsUnknownAtItsWorst() {
    comesTo(LedgerBooks.of(List.of(dispatched(1))), Standing.UNKNOWN, 0, WORST);
    comesTo(
        LedgerBooks.of(List.of(dispatched(1), unknown(1, WORST + 1))),
        Standing.UNKNOWN,
        0,
        WORST + 1);
  }

  @Test
  void anAnswerSettlesACallEvenAUselessOne() {
    comesTo(LedgerBooks.of(List.of(dispatched(1), settled(1, 7))), Standing.SETTLED, 7, 0);
    var vain = LedgerLine.settled(ACCOUNT, call("i-1", 1), useless("what?", 8), NOON);
    comesTo(LedgerBooks.of(List.of(dispatched(1), vain)), Standing.SETTLED, 8, 0);
  }

  @Test
  void aCallCountsWhenLeaveForItWasGivenHoweverLateTheFirstOfItsLinesIs() {
    LedgerLine late = reconciled(1, 3, NOON.plusSeconds(86_400));
    BookedCall only = LedgerBooks.of(List.of(late)).calls().iterator().next();
    assertThat(only.countsAt()).isBefore(only.firstAt()).isEqualTo(late.call().grantedAt());
  }

  @Test
  void aReleasedCallCostsNothing() {
    comesTo(LedgerBooks.of(List.of(dispatched(1), released(1))), Standing.RELEASED, 0, 0);
    comesTo(
        LedgerBooks.of(List.of(unknown(1, 5), released(1), dispatched(1))),
        Standing.RELEASED,
        0,
        0);
  }

  @Test
  void aCallThatIsSaidToBeReleasedAndWasAnsweredWasPaidFor() {
    comesTo(LedgerBooks.of(List.of(released(1), settled(1, 7))), Standing.SETTLED, 7, 0);
  }

  @Test
  void attemptsAreCallsOfTheirOwn() {
    LedgerBooks books =
        LedgerBooks.of(List.of(dispatched(1), unknown(1, WORST), dispatched(2), settled(2, 7)));
    assertThat(books.calls()).hasSize(2);
    assertThat(books.spentMicros()).isEqualTo(7);
    assertThat(books.unknownMicros()).isEqualTo(WORST);
    assertThat(books.call(call("i-1", 2).requestId()))
        .get()
        .extracting(BookedCall::spentMicros)
        .isEqualTo(7L);
    assertThat(books.call(call("i-1", 3).requestId())).isEmpty();
  }

  @Test
  void theProvidersWordIsTheLastWhateverIsSaidOrComesLater() {
    for (LedgerLine other :
        List.of(dispatched(1), settled(1, 7), released(1), unknown(1, WORST + 9))) {
      comesTo(LedgerBooks.of(List.of(reconciled(1, 3, NOON), other)), Standing.RECONCILED, 3, 0);
      comesTo(LedgerBooks.of(List.of(other, reconciled(1, 0, NOON))), Standing.RECONCILED, 0, 0);
    }
  }

  @Test
  void ofTwoWordsOfTheProvidersTheLaterCounts() {
    LedgerLine early = reconciled(1, 0, NOON);
    LedgerLine late = reconciled(1, 4, NOON.plusSeconds(1));
    comesTo(LedgerBooks.of(List.of(late, early)), Standing.RECONCILED, 4, 0);
    comesTo(LedgerBooks.of(List.of(early, late)), Standing.RECONCILED, 4, 0);
  }

  @Test
  void whatBeginsAndEndsReservationsIsNoMoney() {
    LedgerBooks books =
        LedgerBooks.of(
            List.of(
                LedgerLine.epoch("acme", "e", NOON),
                LedgerLine.ended(ACCOUNT, new LedgerGrant("i-1", NOON), NOON)));
    assertThat(books.calls()).isEmpty();
    assertThat(books.avoided()).isEmpty();
  }

  @Test
  void ofASumThatGrowsTheLineWithTheMostEventsCounts() {
    LedgerBooks books =
        LedgerBooks.of(
            List.of(
                avoided(0, "rejected", 3),
                avoided(0, "rejected", 8),
                avoided(0, "rejected", 8),
                avoided(0, "rejected", 5),
                avoided(0, "repeat", 2),
                avoided(1, "rejected", 1)));
    assertThat(books.avoided())
        .extracting(sum -> sum.cost().events())
        .containsExactlyInAnyOrder(8L, 2L, 1L);
    assertThat(books.calls()).isEmpty();
  }

  @Test
  void minutesMayBeToldInAnyOrder() {
    List<LedgerLine> lines = new ArrayList<>();
    for (int minute = 0; minute < 1_000; minute++) {
      lines.add(avoided(minute, "rejected", 1 + minute % 7));
      lines.add(avoided(minute, "rejected", 8 + minute % 7));
    }
    List<AvoidedSum> inOrder = LedgerBooks.of(lines).avoided().toList();
    Collections.shuffle(lines, new Random(4));

    assertThat(inOrder).hasSize(1_000);
    assertThat(inOrder.get(8)).isEqualTo(new AvoidedSum(avoided(8, "rejected", 9).avoided(), 90));
    assertThat(LedgerBooks.of(lines).avoided().toList()).isEqualTo(inOrder);
  }

  @Test
  void moneyThatNoLongHoldsIsNoLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settled(1, LedgerLine.MOST_MICROS_OF_A_CALL + 1))
        .withMessage("no call costs so many micro-dollars: 10000000000001");
  }

  @Test
  void anEventThatComesAgainLongAfterIsPaidForAgain() {
    LedgerCall first = call("i-1", 1);
    LedgerCall again = grantedAt(NOON.plusSeconds(86_400), first);
    LedgerBooks books =
        LedgerBooks.of(
            List.of(
                LedgerLine.settled(ACCOUNT, first, answer(7), NOON),
                LedgerLine.settled(ACCOUNT, again, answer(5), NOON.plusSeconds(86_400))));
    assertThat(books.calls()).hasSize(2);
    assertThat(books.spentMicros()).isEqualTo(12);
  }

  @Test
  void aLineAboutNoCallIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BookedCall.of(LedgerLine.epoch("acme", "e", NOON)))
        .withMessage("about no call: EPOCH");
  }

  @Property
  void anyOrderAndAnyRepetitionAddUpToTheSame(
      @ForAll("lines") List<LedgerLine> lines, @ForAll Random random) {
    List<LedgerLine> shuffled = new ArrayList<>(lines);
    for (LedgerLine line : lines) {
      if (random.nextBoolean()) {
        shuffled.add(line);
      }
    }
    Collections.shuffle(shuffled, random);
    LedgerBooks books = LedgerBooks.of(lines);
    LedgerBooks again = LedgerBooks.of(shuffled);
    assertThat(new HashSet<>(again.calls())).isEqualTo(new HashSet<>(books.calls()));
    assertThat(again.avoided().toList()).hasSameElementsAs(books.avoided().toList());
    assertThat(again.spentMicros()).isEqualTo(books.spentMicros());
    assertThat(again.unknownMicros()).isEqualTo(books.unknownMicros());
  }

  @Property
  void oneMoreLineNeverMakesAPaidCallCheaperUnlessTheProviderSaysSo(
      @ForAll("lines") List<LedgerLine> lines) {
    LedgerBooks books = new LedgerBooks();
    long spent = 0;
    for (LedgerLine line : lines) {
      books.add(line);
      if (line.entry() != LedgerLine.Entry.RECONCILED) {
        assertThat(books.spentMicros()).isGreaterThanOrEqualTo(spent);
      }
      spent = books.spentMicros();
    }
  }

  @Provide
  Arbitrary<List<LedgerLine>> lines() {
    return Combinators.combine(
            Arbitraries.of(LedgerLine.Entry.class),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(0, 3))
        .as(LedgerBooksTest::line)
        .list()
        .ofMaxSize(16);
  }

  private static LedgerLine line(LedgerLine.Entry entry, int attempt, int some) {
    return switch (entry) {
      case EPOCH -> LedgerLine.epoch("acme", "e" + some, NOON);
      case DISPATCHED -> dispatched(attempt);
      case SETTLED -> settled(attempt, 5 + some);
      case RELEASED -> released(attempt);
      case UNKNOWN -> unknown(attempt, WORST + some);
      case RECONCILED -> reconciled(attempt, some, NOON.plusSeconds(attempt % 2));
      case ENDED -> LedgerLine.ended(ACCOUNT, new LedgerGrant("i-1", NOON), NOON);
      case AVOIDED -> avoided(attempt, "rejected", 1 + some);
      case REPEATED -> LedgerLine.repeated("acme", new Repeats("i-1", some), NOON);
    };
  }
}
