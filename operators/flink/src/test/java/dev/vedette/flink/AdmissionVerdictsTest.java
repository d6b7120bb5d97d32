package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Shortlist;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What admission says of an event, as its first word or as its last. */
class AdmissionVerdictsTest {
  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);

  @Test
  void immediateSaysTheEdgesWordFirst() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      Question asked = question("e-1", at(10));
      admit.ask(asked);
      assertThat(admit.verdicts()).containsExactly(Verdict.provisional(asked, START));
      assertThat(admit.grants()).extracting(Grant::revision).containsExactly(1);
    }
  }

  @Test
  void theFirstWordOnAnEpisodeThatSettlesIsSaidWhenItIsAnnouncedAndNotAgain() throws Exception {
    Question asked = question("e-1", at(10));
    Question announced = asked.announced();
    Question settled =
        Shortlist.opened(announced, 1, Duration.ofSeconds(3), START)
            .with(new Frame(new PreparedPicture(new byte[] {1}, 1, 1), 0, 0.9))
            .settled();
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      admit.ask(announced);
      assertThat(admit.verdicts()).containsExactly(Verdict.provisional(asked, START));
      assertThat(admit.grants()).isEmpty();
      admit.ask(settled);
      assertThat(admit.verdicts()).hasSize(1);
      assertThat(admit.grants()).extracting(Grant::revision).containsExactly(1);
    }
  }

  @Test
  void nothingIsSaidUnderHoldWhileAnEpisodeSettles() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      admit.ask(question("e-1", at(10)).announced());
      assertThat(admit.verdicts()).isEmpty();
      assertThat(admit.grants()).isEmpty();
    }
  }

  @Test
  void holdSaysNothingBeforeTheCloud() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      admit.ask(question("e-1", at(10)));
      assertThat(admit.verdicts()).isEmpty();
      assertThat(admit.grants()).extracting(Grant::revision).containsExactly(0);
    }
  }

  @Test
  void aDenialIsTheSecondWordUnderImmediateAndTheOnlyOneUnderHold() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      admit.ask(question("e-1", START));
      assertThat(admit.verdicts()).extracting(Verdict::verdictId).containsExactly("e-1#0", "e-1#1");
      assertThat(admit.verdicts()).extracting(Verdict::last).containsExactly(false, true);
    }
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      admit.ask(question("e-1", START));
      assertThat(admit.verdicts()).extracting(Verdict::verdictId).containsExactly("e-1#0");
      assertThat(admit.verdicts()).extracting(Verdict::last).containsExactly(true);
    }
  }

  @Test
  void aQuestionThatComesAtItsDeadlineIsTooLate() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      admit.passUntil(9_999);
      admit.ask(question("e-1", at(10)));
      admit.passUntil(10_000);
      admit.ask(question("e-2", at(10)));
      assertThat(admit.granted()).containsExactly("e-1");
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.TIMEOUT);
    }
  }

  @Test
  void aQuestionWithNothingToShowIsAnsweredAtTheEdge() throws Exception {
    Question whole = question("e-1", at(10));
    Question empty = whole.with(Evidence.NONE);
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      admit.ask(empty);
      assertThat(admit.grants()).isEmpty();
      assertThat(admit.verdicts()).extracting(Verdict::verdictId).containsExactly("e-1#0", "e-1#1");
      assertThat(admit.verdicts().get(1).reason()).isEqualTo(Reason.ERROR);
    }
  }

  private Admitting caughtUp(VerdictPolicy policy) throws Exception {
    return Admitting.caughtUp(ledger, generous(policy));
  }
}
