package dev.vedette.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.quickstart.PaidCalls.Settled;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaidCallsTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final long WORST_MICROS = 900;

  private final List<LedgerLine> lines = new ArrayList<>();

  private static Account account(String label) {
    return new Account("demo", "door", label);
  }

  private static LedgerCall call(String id, String label) {
    return new LedgerCall(
        id,
        1,
        false,
        id,
        "demo",
        "cam-1",
        "door",
        label,
        "gate@1",
        0.9,
        "provider",
        "model",
        "1",
        AT);
  }

  private void dispatched(String id, String label) {
    lines.add(LedgerLine.dispatched(account(label), call(id, label), WORST_MICROS, AT));
  }

  private void settled(String id, String label, long micros) {
    dispatched(id, label);
    var answer =
        new Answer(
            Opinion.CONFIRMED,
            "yes",
            new TokenUsage(10, 0, 5),
            micros,
            "provider",
            "model",
            id,
            1000,
            2000,
            true);
    lines.add(LedgerLine.settled(account(label), call(id, label), answer, AT));
  }

  @Test
  void whatIsSettledIsAddedUpByLabel() {
    settled("a", "face", 100);
    settled("b", "face", 201);
    settled("c", "out-of-limits", 7);
    PaidCalls books = PaidCalls.of(LedgerBooks.of(lines));

    assertThat(books.calls()).isEqualTo(3);
    assertThat(books.settled())
        .isEqualTo(Map.of("face", new Settled(2, 301), "out-of-limits", new Settled(1, 7)));
    assertThat(books.costMicros()).isEqualTo(308);
  }

  @Test
  void aLineThatStandsThereTwiceCountsOnce() {
    settled("a", "face", 100);
    lines.addAll(List.copyOf(lines));

    assertThat(PaidCalls.of(LedgerBooks.of(lines)))
        .isEqualTo(new PaidCalls(1, Map.of("face", new Settled(1, 100)), 0));
  }

  @Test
  void aCallWithoutAnAnswerCountsAtItsWorstUnlessItWasReleased() {
    dispatched("open", "face");
    dispatched("refused", "face");
    lines.add(
        LedgerLine.released(account("face"), call("refused", "face"), Reason.RATE_LIMITED, AT));

    assertThat(PaidCalls.of(LedgerBooks.of(lines)))
        .isEqualTo(new PaidCalls(2, Map.of(), WORST_MICROS));
  }

  @Test
  void morePricesAreRoundedAndUnknownWhereNothingWasSettled() {
    var books = new PaidCalls(3, Map.of("face", new Settled(3, 1000)), 0);

    assertThat(books.priceMicros("face", 1)).isEqualTo(333);
    assertThat(books.priceMicros("face", 2)).isEqualTo(667);
    assertThat(books.priceMicros("cat", 2)).isZero();
  }
}
