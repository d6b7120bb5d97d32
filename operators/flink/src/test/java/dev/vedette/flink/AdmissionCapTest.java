package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Admitting.settings;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class AdmissionCapTest {
  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);

  @Test
  void moreThanTheCapIsAnsweredAtTheEdgeUntilTimeHasPassed() throws Exception {
    var twoAtOnce = new RateCap(1, Duration.ofSeconds(2), 2);
    try (var admit = Admitting.caughtUp(ledger, settings(VerdictPolicy.IMMEDIATE, twoAtOnce))) {
      for (int i = 1; i <= 3; i++) {
        admit.ask(question("e-" + i, at(60)));
      }
      assertThat(admit.granted()).containsExactly("e-1", "e-2");
      assertThat(admit.verdicts().get(2).verdictId()).isEqualTo("e-3#0");
      Verdict denied = admit.verdicts().get(3);
      assertThat(denied.verdictId()).isEqualTo("e-3#1");
      assertThat(denied.reason()).isEqualTo(Reason.RATE_LIMITED);
      assertThat(denied.last()).isTrue();

      admit.passUntil(2_000);
      admit.ask(question("e-4", at(60)));
      assertThat(admit.granted()).containsExactly("e-1", "e-2", "e-4");
    }
  }

  @Test
  void theCapOutlivesARestart() throws Exception {
    var oneAnHour = settings(VerdictPolicy.HOLD, new RateCap(1, Duration.ofHours(1), 1));
    OperatorSubtaskState snapshot;
    try (var admit = Admitting.caughtUp(ledger, oneAnHour)) {
      admit.ask(question("e-1", at(60)));
      snapshot = admit.snapshot();
    }
    try (var admit = Admitting.restored(snapshot, 0, ledger, oneAnHour)) {
      admit.catchUp();
      admit.ask(question("e-2", at(60)));
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.RATE_LIMITED);
    }
  }

  @Test
  void theCapIsForgottenOnceItLimitsNothing() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.ask(question("e-1", at(10)));
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      int entries = admit.stateEntries();
      admit.passUntil(2);
      assertThat(admit.stateEntries()).isLessThan(entries);
      admit.passUntil(Duration.ofHours(2).toMillis());
      admit.passUntil(Duration.ofHours(4).toMillis());
      assertThat(admit.stateEntries()).isZero();
      assertThat(admit.timers()).isZero();
    }
  }
}
