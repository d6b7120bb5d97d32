package dev.vedette.core.money;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.Examples.useless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vedette.core.verdict.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JournaledCallTest {
  private static final Account ACCOUNT = new Account("acme", "door", "face");

  @Test
  void nothingIsKnownOfACallWithoutLines() {
    assertThat(JournaledCall.NONE.nextAttempt()).isEqualTo(1);
    assertThat(JournaledCall.NONE.mayHaveBeenBilled()).isFalse();
    assertThat(JournaledCall.NONE.answer()).isNull();
  }

  @Test
  void aDispatchMayHaveBeenBilled() {
    JournaledCall call = JournaledCall.NONE.with(dispatched(1));
    assertThat(call.nextAttempt()).isEqualTo(2);
    assertThat(call.mayHaveBeenBilled()).isTrue();
  }

  @Test
  void aReleaseTakesBackItsOwnAttemptOnly() {
    JournaledCall released = JournaledCall.NONE.with(dispatched(1)).with(released(1));
    assertThat(released.mayHaveBeenBilled()).isFalse();
    assertThat(released.nextAttempt()).isEqualTo(2);
    assertThat(released.with(dispatched(2)).mayHaveBeenBilled()).isTrue();
    assertThat(released.with(dispatched(2)).with(released(2)).mayHaveBeenBilled()).isFalse();
  }

  @Test
  void anUnknownMayHaveBeenBilled() {
    assertThat(JournaledCall.NONE.with(dispatched(1)).with(unknown(1)).mayHaveBeenBilled())
        .isTrue();
  }

  @Test
  void anAnswerIsKept() {
    assertThat(JournaledCall.NONE.with(settled(1)).with(dispatched(2)).answer())
        .isEqualTo(answer(7));
  }

  @Test
  void aUselessAnswerIsNoneAndTheLastOneIsKept() {
    JournaledCall once = JournaledCall.NONE.with(inVain(1));
    assertThat(once.answer()).isNull();
    assertThat(once.useless()).isEqualTo(useless("no. 1", 7));
    assertThat(once.isRefused()).isFalse();
    assertThat(once.mayHaveBeenBilled()).isTrue();
    assertThat(once.with(inVain(1))).isEqualTo(once);

    JournaledCall twice = once.with(inVain(3));
    assertThat(twice.useless()).isEqualTo(useless("no. 3", 7));
    assertThat(twice.isRefused()).isTrue();
    assertThat(twice.with(settled(4)).isRefused()).isFalse();
  }

  @Test
  void whereNothingWasWrittenThereIsNothingToRepair() {
    LedgerLine keptBack = LedgerLine.settled(ACCOUNT, call("i-1", 1), useless("", 7), NOON);
    assertThat(JournaledCall.NONE.with(keptBack).isRefused()).isTrue();
  }

  @Test
  void attemptsAreCountedFromOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call("i-1", 0))
        .withMessage("attempt < 1: 0");
  }

  @Test
  void epochsSayNothingOfACall() {
    assertThat(JournaledCall.NONE.with(LedgerLine.epoch("k", "e", NOON)))
        .isEqualTo(JournaledCall.NONE);
  }

  @Test
  void theNextAttemptIsBehindTheLatestEvenWhereEarlierLinesAreGone() {
    assertThat(JournaledCall.NONE.with(dispatched(5)).nextAttempt()).isEqualTo(6);
    assertThat(JournaledCall.NONE.with(dispatched(64)).nextAttempt()).isEqualTo(65);
    assertThat(JournaledCall.NONE.with(dispatched(700)).nextAttempt()).isEqualTo(701);
  }

  /** It is deferred through an outage of hours, tried now and then, and then somebody listens. */
  @Test
  void afterHoursInWhichNothingWasBilledTheOneThatMayHaveBeenIsNotForgotten() {
    JournaledCall call = JournaledCall.NONE;
    for (int attempt = 1; attempt <= 70; attempt++) {
      assertThat(call.nextAttempt()).isEqualTo(attempt);
      call = call.with(dispatched(attempt)).with(released(attempt));
    }
    assertThat(call.mayHaveBeenBilled()).isFalse();
    call = call.with(dispatched(71)).with(unknown(71));
    assertThat(call.mayHaveBeenBilled()).isTrue();
    call = call.with(dispatched(72)).with(released(72));
    assertThat(call.mayHaveBeenBilled()).as("72 says nothing of 71").isTrue();
    assertThat(call.nextAttempt()).isEqualTo(73);
  }

  @Property
  void anyOrderAndAnyDuplicationFoldToTheSame(
      @ForAll("lines") List<LedgerLine> lines, @ForAll Random random) {
    List<LedgerLine> shuffled = new ArrayList<>(lines);
    for (LedgerLine line : lines) {
      if (random.nextBoolean()) {
        shuffled.add(line);
      }
    }
    Collections.shuffle(shuffled, random);
    assertThat(fold(shuffled)).isEqualTo(fold(lines));
  }

  @Property
  void asManyMayHaveBeenBilledAsWereNotReleasedAndAllThatCannotBeToldApart(
      @ForAll("lines") List<LedgerLine> lines) {
    Set<Integer> open = new HashSet<>();
    lines.forEach(line -> open.add(line.call().attempt()));
    lines.stream()
        .filter(line -> line.entry() == LedgerLine.Entry.RELEASED)
        .forEach(line -> open.remove(line.call().attempt()));
    open.removeIf(attempt -> attempt > Attempts.MOST);
    int latest = lines.stream().mapToInt(line -> line.call().attempt()).max().orElse(0);
    assertThat(fold(lines).unreleased())
        .isEqualTo(open.size() + Math.max(0, latest - Attempts.MOST));
    assertThat(fold(lines).mayHaveBeenBilled()).isEqualTo(fold(lines).unreleased() > 0);
    assertThat(fold(lines).nextAttempt()).isEqualTo(latest + 1);
  }

  @Test
  void aReleaseBeyondWhatCanBeToldApartTakesNothingBack() {
    int far = Attempts.MOST + 2;
    JournaledCall call = JournaledCall.NONE.with(dispatched(far)).with(released(far));
    assertThat(call.mayHaveBeenBilled()).isTrue();
    assertThat(call.nextAttempt()).isEqualTo(far + 1);
  }

  /** Lines of one inference; every settled one with an odd number has the same answer. */
  @Provide
  Arbitrary<List<LedgerLine>> lines() {
    return Combinators.combine(
            Arbitraries.of(
                LedgerLine.Entry.DISPATCHED,
                LedgerLine.Entry.SETTLED,
                LedgerLine.Entry.RELEASED,
                LedgerLine.Entry.UNKNOWN),
            Arbitraries.oneOf(
                Arbitraries.integers().between(1, 12),
                Arbitraries.integers().between(60, 70),
                Arbitraries.integers().between(Attempts.MOST - 2, Attempts.MOST + 2)))
        .as(JournaledCallTest::line)
        .list()
        .ofMaxSize(12);
  }

  private static LedgerLine line(LedgerLine.Entry entry, int attempt) {
    return switch (entry) {
      case SETTLED -> attempt % 2 == 0 ? inVain(attempt) : settled(attempt);
      case RELEASED -> released(attempt);
      case UNKNOWN -> unknown(attempt);
      default -> dispatched(attempt);
    };
  }

  private static JournaledCall fold(List<LedgerLine> lines) {
    JournaledCall call = JournaledCall.NONE;
    for (LedgerLine line : lines) {
      call = call.with(line);
    }
    return call;
  }

  private static LedgerLine dispatched(int attempt) {
    return LedgerLine.dispatched(ACCOUNT, call("i-1", attempt), 9, NOON);
  }

  private static LedgerLine settled(int attempt) {
    return LedgerLine.settled(ACCOUNT, call("i-1", attempt), answer(7), NOON);
  }

  private static LedgerLine inVain(int attempt) {
    return LedgerLine.settled(ACCOUNT, call("i-1", attempt), useless("no. " + attempt, 7), NOON);
  }

  private static LedgerLine released(int attempt) {
    return LedgerLine.released(ACCOUNT, call("i-1", attempt), Reason.OFFLINE, NOON);
  }

  private static LedgerLine unknown(int attempt) {
    return LedgerLine.unknown(ACCOUNT, call("i-1", attempt), 9, Reason.TIMEOUT, NOON);
  }
}
