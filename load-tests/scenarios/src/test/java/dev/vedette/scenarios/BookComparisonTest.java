package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.simulators.provider.BookEntry;
import dev.vedette.simulators.provider.ChatTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookComparisonTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Account ACCOUNT = new Account("acme", "pump", "out-of-limits");
  private static final long WORST_MICROS = 900;

  private final List<LedgerLine> lines = new ArrayList<>();
  private final List<BookEntry> entries = new ArrayList<>();

  private static LedgerCall call(String id) {
    return new LedgerCall(
        id, 1, false, id, "acme", "p", "pump", "out-of-limits", "g@1", 1, "s", "m", "1", AT);
  }

  private void dispatched(String id) {
    lines.add(LedgerLine.dispatched(ACCOUNT, call(id), WORST_MICROS, AT));
  }

  private void settled(String id, TokenUsage usage, long micros) {
    dispatched(id);
    var answer = new Answer(Opinion.CONFIRMED, "yes", usage, micros, "s", "m", id, 1, 1, true);
    lines.add(LedgerLine.settled(ACCOUNT, call(id), answer, AT));
  }

  private void booked(String id, long reasoning, long micros) {
    var tokens = new ChatTokens(10, 3, 2, 4 + reasoning, reasoning);
    entries.add(new BookEntry(call(id).requestId(), "x", "m", AT, AT, tokens, 200, 10, micros));
  }

  private BookComparison compared() {
    return BookComparison.of(LedgerBooks.of(lines), entries);
  }

  @Test
  void equalBooksAreEqual() {
    settled("a", new TokenUsage(5, 3, 2, 4, 1), 70);
    booked("a", 1, 70);
    assertThat(compared().isSafe()).isTrue();
    assertThat(compared().isEqual()).isTrue();
  }

  @Test
  void differencesDoNotMakeUpForOneAnother() {
    settled("a", new TokenUsage(5, 3, 2, 4, 1), 71);
    settled("b", new TokenUsage(5, 3, 2, 4, 1), 69);
    booked("a", 1, 70);
    booked("b", 1, 70);
    assertThat(compared().differingMicros()).isEqualTo(2);
    assertThat(compared().isSafe()).isFalse();
  }

  @Test
  void aClassOfTokensThatIsTakenForAnotherIsSeen() {
    settled("a", new TokenUsage(5, 3, 2, 5, 0), 70);
    booked("a", 1, 70);
    assertThat(compared().otherTokens()).isOne();
    assertThat(compared().isSafe()).isFalse();
  }

  @Test
  void anUnknownCallIsSafeAsLongAsItsWorstCaseCoversTheBill() {
    dispatched("a");
    booked("a", 1, WORST_MICROS);
    assertThat(compared().isSafe()).isTrue();
    assertThat(compared().isEqual()).isFalse();
    entries.clear();
    booked("a", 1, WORST_MICROS + 1);
    assertThat(compared().isSafe()).isFalse();
  }

  @Test
  void aCallThatIsNotInTheLedgerIsNeither() {
    booked("a", 1, 0);
    assertThat(compared().unlisted()).isOne();
    assertThat(compared().isSafe()).isFalse();
    assertThat(compared().isEqual()).isFalse();
  }
}
