package dev.vedette.core.money;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.Examples.grantedAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.money.LedgerLine.Entry;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerLineTest {
  private static final Account ACCOUNT = new Account("acme", "door", "face");
  private static final LedgerCall CALL = call("i-1", 1);
  private static final AvoidedCost AVOIDED =
      new AvoidedCost("acme", "door", "face@1.0.0", "rejected", NOON, 300);

  @Test
  void linesOfACallCarryItsMoney() {
    assertThat(LedgerLine.dispatched(ACCOUNT, CALL, 9, NOON).micros()).isEqualTo(9);
    assertThat(LedgerLine.settled(ACCOUNT, CALL, answer(7), NOON).micros()).isEqualTo(7);
    assertThat(LedgerLine.released(ACCOUNT, CALL, Reason.OFFLINE, NOON).micros()).isZero();
    assertThat(LedgerLine.unknown(ACCOUNT, CALL, 9, Reason.TIMEOUT, NOON).micros()).isEqualTo(9);
    assertThat(LedgerLine.dispatched(ACCOUNT, CALL, 9, NOON).accountKey()).isEqualTo("acme");
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
  @EnumSource(Entry.class)
  void aLineHasWhatItsEntryIsAboutAndNothingElse(Entry entry) {
    List<Optional<Object>> parts =
        List.of(
            Optional.of(CALL),
            Optional.of(answer(1)),
            Optional.of("epoch"),
            Optional.of(CALL.grant()),
            Optional.of(AVOIDED),
            Optional.of(new BillingEvidence("usage.csv:17", 0)),
            Optional.of(new Repeats("i-1", 3)));
    List<Boolean> accepted = new ArrayList<>();
    for (int chosen = 0; chosen < 1 << parts.size(); chosen++) {
      accepted.add(isAccepted(entry, parts, chosen));
    }
    assertThat(accepted).containsOnlyOnce(true);
  }

  private static boolean isAccepted(Entry entry, List<Optional<Object>> parts, int chosen) {
    List<@Nullable Object> given = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      given.add((chosen >> i & 1) == 1 ? parts.get(i).orElseThrow() : null);
    }
    try {
      new LedgerLine(
          entry,
          "a",
          NOON,
          0,
          (LedgerCall) given.get(0),
          (Answer) given.get(1),
          null,
          (String) given.get(2),
          (LedgerGrant) given.get(3),
          (AvoidedCost) given.get(4),
          (BillingEvidence) given.get(5),
          (Repeats) given.get(6));
      return true;
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching(entry + " line with(out)? .*");
      return false;
    }
  }

  @Test
  void aRequestIsNamedByInferenceGrantAndAttempt() {
    assertThat(call("i-1", 3).requestId()).isEqualTo("i-1-hj2hifpc00-3");
    assertThat(grantedAt(NOON.plusNanos(1_000), call("i-1", 3)).requestId())
        .isEqualTo("i-1-hj2hifpc01-3");
  }

  @Test
  void aRequestFromBeforeGrantsHadTimesIsNamedWithoutIt() {
    assertThat(grantedAt(Instant.EPOCH, call("i-1", 3)).requestId()).isEqualTo("i-1-3");
  }
}
