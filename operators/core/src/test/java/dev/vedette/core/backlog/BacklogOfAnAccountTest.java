package dev.vedette.core.backlog;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.backlog.KeptQuestions.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An account that may not ask rests as a whole, and is then tried with one question. */
class BacklogOfAnAccountTest {
  private final Backlog backlog =
      new Backlog(new BacklogBounds(10_000, 1_000_000, Duration.ofMinutes(10)));

  @Test
  void closingSaysNothingOfAnAccountsCap() {
    for (int i = 1; i <= 9; i++) {
      keep(kept("e-" + i, 1, i < 5 ? 2 : 3_600));
    }
    assertThat(asked(1)).hasSize(1);
    inVain("e-1", 2, Reason.RATE_LIMITED, NOON);
    List<Recall> closed = backlog.due(at(3), 0);
    assertThat(closed).hasSize(4).allMatch(Recall::close);
    closed.forEach(one -> backlog.ended(one.kept().inferenceId(), false));
    assertThat(ids(backlog.due(at(3), 9))).as("still one at a time").hasSize(1);
  }

  @Test
  void anAccountAtItsCapRestsAndTheOthersGoOn() {
    for (int i = 1; i <= 3; i++) {
      keep(kept("capped-" + i, "acme", 9, 3_600));
      keep(kept("free-" + i, "other", 1, 3_600));
    }
    assertThat(asked(3)).containsExactly("capped-1", "capped-2", "capped-3");
    for (int i = 1; i <= 3; i++) {
      inVain("capped-" + i, 2, Reason.RATE_LIMITED, NOON);
    }
    assertThat(asked(9)).containsExactly("free-1", "free-2", "free-3");
  }

  @ParameterizedTest
  @EnumSource(names = {"EDGE_MODE", "BUDGET_EXHAUSTED"})
  void anAccountThatMustNotAskByOrderOrForWantOfMoneyRestsToo(Reason reason) {
    for (int i = 1; i <= 9; i++) {
      keep(kept("e-" + i, 1, 3_600 + i));
    }
    assertThat(asked(1)).hasSize(1);
    inVain("e-1", 2, reason, NOON);
    assertThat(ids(backlog.due(at(1).minusMillis(1), 9))).isEmpty();
    assertThat(ids(backlog.due(at(1), 9))).hasSize(1);
  }

  @Test
  void anAccountThatRestedIsTriedWithOneAndWithMoreAsTheyAreAnswered() {
    for (int i = 1; i <= 9; i++) {
      keep(kept("e-" + i, 1, 3_600 + i));
    }
    assertThat(asked(2)).hasSize(2);
    inVain("e-1", 2, Reason.RATE_LIMITED, NOON);
    inVain("e-2", 2, Reason.RATE_LIMITED, NOON);
    assertThat(ids(backlog.due(at(1).minusMillis(1), 9))).as("one second, though two").isEmpty();
    assertThat(ids(backlog.due(at(1), 9))).containsExactly("e-3");
    backlog.ended("e-3", false);
    assertThat(ids(backlog.due(at(1), 9))).containsExactly("e-4", "e-5");
    inVain("e-4", 2, Reason.RATE_LIMITED, at(1));
    inVain("e-5", 2, Reason.RATE_LIMITED, at(1));
    assertThat(ids(backlog.due(at(2), 9))).hasSize(1);
  }

  @Test
  void anAccountThatIsRefusedAgainAndAgainRestsLongerAndLonger() {
    for (int i = 1; i <= 9; i++) {
      keep(kept("e-" + i, 1, 36_000 + i));
    }
    Instant now = NOON;
    for (long rest : new long[] {1, 2, 4, 8, 16, 32, 64, 64}) {
      List<Recall> due = backlog.due(now, 1);
      assertThat(due).hasSize(1);
      Kept one = due.get(0).kept();
      backlog.inVain(one.inferenceId(), one.round() + 1, Reason.RATE_LIMITED, now, false);
      now = now.plusSeconds(rest);
      assertThat(backlog.due(now.minusMillis(1), 9)).as("a rest of %d s", rest).isEmpty();
    }
  }

  private void keep(Kept kept) {
    backlog.keep(kept, false);
  }

  private void inVain(String id, int round, Reason reason, Instant at) {
    backlog.inVain(id, round, reason, at, false);
  }

  private List<String> asked(int room) {
    return ids(backlog.due(NOON, room));
  }

  private static List<String> ids(List<Recall> recalls) {
    return recalls.stream()
        .filter(recall -> !recall.close())
        .map(recall -> recall.kept().question().header().eventId())
        .toList();
  }

  private static Instant at(long seconds) {
    return NOON.plusSeconds(seconds);
  }
}
