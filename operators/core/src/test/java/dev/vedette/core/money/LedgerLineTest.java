package dev.vedette.core.money;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.money.LedgerLine.Entry;
import dev.vedette.core.verdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerLineTest {
  private static final Account ACCOUNT = new Account("acme", "door", "face");
  private static final LedgerCall CALL = call("i-1", 1);

  @Test
  void linesOfACallCarryItsMoney() {
    assertThat(LedgerLine.dispatched(ACCOUNT, CALL, 9, NOON).micros()).isEqualTo(9);
    assertThat(LedgerLine.settled(ACCOUNT, CALL, answer(7), NOON).micros()).isEqualTo(7);
    assertThat(LedgerLine.released(ACCOUNT, CALL, Reason.OFFLINE, NOON).micros()).isZero();
    assertThat(LedgerLine.unknown(ACCOUNT, CALL, 9, Reason.TIMEOUT, NOON).micros()).isEqualTo(9);
    assertThat(LedgerLine.dispatched(ACCOUNT, CALL, 9, NOON).accountKey())
        .isEqualTo("acme/door/face");
  }

  @Test
  void anEpochLineHasNoCallAndNoMoney() {
    LedgerLine line = LedgerLine.epoch("epoch-3", "a", NOON);
    assertThat(line.call()).isNull();
    assertThat(line.micros()).isZero();
    assertThat(line.accountKey()).isEqualTo("epoch-3");
  }

  @Test
  void moneyIsNotNegative() {
    assertThatThrownBy(() -> LedgerLine.dispatched(ACCOUNT, CALL, -1, NOON))
        .hasMessage("micros < 0: -1");
  }

  @ParameterizedTest
  @EnumSource(value = Entry.class, names = "EPOCH", mode = EnumSource.Mode.EXCLUDE)
  void everyLineButAnEpochHasACall(Entry entry) {
    assertThatThrownBy(
            () ->
                new LedgerLine(
                    entry,
                    "a",
                    NOON,
                    0,
                    null,
                    entry == Entry.SETTLED ? answer(1) : null,
                    null,
                    null))
        .hasMessage("an epoch line has an epoch, every other one a call");
  }

  @Test
  void anEpochLineHasAnEpochAndNothingElse() {
    assertThatThrownBy(() -> new LedgerLine(Entry.EPOCH, "a", NOON, 0, null, null, null, null))
        .hasMessageContaining("an epoch line has an epoch");
    assertThatThrownBy(() -> new LedgerLine(Entry.EPOCH, "a", NOON, 0, CALL, null, null, "x"))
        .hasMessageContaining("an epoch line has an epoch");
    assertThatThrownBy(() -> new LedgerLine(Entry.DISPATCHED, "a", NOON, 0, CALL, null, null, "x"))
        .hasMessageContaining("an epoch line has an epoch");
  }

  @Test
  void onlyASettledLineHasAnAnswer() {
    assertThatThrownBy(() -> new LedgerLine(Entry.SETTLED, "a", NOON, 0, CALL, null, null, null))
        .hasMessage("a settled line, and no other, has an answer: SETTLED");
    assertThatThrownBy(
            () -> new LedgerLine(Entry.UNKNOWN, "a", NOON, 0, CALL, answer(1), null, null))
        .hasMessage("a settled line, and no other, has an answer: UNKNOWN");
  }

  @Test
  void aRequestIsNamedByInferenceAndAttempt() {
    assertThat(call("i-1", 3).requestId()).isEqualTo("i-1-3");
  }
}
