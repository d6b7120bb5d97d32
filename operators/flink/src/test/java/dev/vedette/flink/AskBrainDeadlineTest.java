package dev.vedette.flink;

import static dev.vedette.flink.Asking.LONG;
import static dev.vedette.flink.Asking.SETTINGS;
import static dev.vedette.flink.Examples.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AskBrainDeadlineTest {
  private final Asking asking = new Asking();

  @Test
  void silenceIsAnsweredAtTheDeadline() throws Exception {
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      asking.time.pass(LONG.minusMillis(1));
      assertThat(Asking.said(ask)).isEmpty();
      asking.time.pass(Duration.ofMillis(1));
      ask.endInput();
      assertThat(Asking.said(ask)).extracting(Verdict::reason).containsExactly(Reason.TIMEOUT);
    }
  }

  @Test
  void flinksOwnTimeoutIsTheNetBelow() throws Exception {
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", Duration.ofDays(1)), 5);
      ask.setProcessingTime(SETTINGS.timeout().toMillis() - 1);
      assertThat(Asking.said(ask)).isEmpty();
      ask.setProcessingTime(SETTINGS.timeout().toMillis());
      ask.endInput();
      assertThat(Asking.said(ask)).extracting(Verdict::reason).containsExactly(Reason.TIMEOUT);
      assertThat(Asking.said(ask)).extracting(Verdict::revision).containsExactly(1);
    }
  }

  @Test
  void anAnswerLetsGoOfItsDeadline() throws Exception {
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      assertThat(asking.time.alarms).hasSize(1);
      asking.brain.pending.remove().complete(answer(7));
      assertThat(asking.time.alarms).isEmpty();
      ask.endInput();
    }
  }
}
