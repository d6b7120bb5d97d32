package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vedette.core.money.Account;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.simulators.provider.BookEntry;
import dev.vedette.simulators.provider.ChatTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpendByGrantTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final Account PUMPS = new Account("acme", "pump", "out-of-limits");

  private final List<BookEntry> books = new ArrayList<>();
  private final List<LedgerLine> ledger = new ArrayList<>();

  @Test
  void whatWasGrantedWithinTheTimeIsAddedUpWheneverItWasBilled() {
    billed(granted(0), 10, 100);
    billed(granted(59), 20, 300);
    billed(granted(60), 40, 61);
    assertThat(most()).as("the minute of the last two").isEqualTo(60);
  }

  @Test
  void whatWasNotBilledIsNothing() {
    billed(granted(0), 0, 1);
    assertThat(most()).isZero();
  }

  @Test
  void aBillThatTheLedgerHasNeverHeardOfIsAMistake() {
    books.add(entry("stranger", 10, 0));
    assertThatIllegalStateException()
        .isThrownBy(this::most)
        .withMessageStartingWith("billed, and not in the ledger: ");
  }

  private long most() {
    return SpendByGrant.of(books, ledger).mostWithin(Duration.ofMinutes(1));
  }

  private LedgerCall granted(long second) {
    var call =
        new LedgerCall(
            "i-" + second,
            1,
            false,
            "e-" + second,
            "acme",
            "p-1",
            "pump",
            "out-of-limits",
            "limits@1",
            1,
            "simulated",
            "model-1",
            "p-1",
            NOON.plusSeconds(second));
    ledger.add(LedgerLine.dispatched(PUMPS, call, 99, NOON));
    return call;
  }

  private void billed(LedgerCall call, long micros, long second) {
    books.add(entry(call.requestId(), micros, second));
  }

  private static BookEntry entry(String requestId, long micros, long second) {
    Instant at = NOON.plusSeconds(second);
    return new BookEntry(
        requestId, "x", "m", at, at, new ChatTokens(0, 0, 0, 0, 0), 200, 10, micros);
  }
}
