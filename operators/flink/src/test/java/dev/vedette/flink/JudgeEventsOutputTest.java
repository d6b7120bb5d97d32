package dev.vedette.flink;

import static dev.vedette.flink.Judging.arrival;
import static dev.vedette.flink.Judging.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.control.Mode;
import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What leaves the gate's operator: judgements, and dead letters beside them. */
class JudgeEventsOutputTest {
  @Test
  void aJudgementIsDatedByTheClockOfTheTask() throws Exception {
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1");
      judge.passUntil(1_000);
      judge.findNothingMore();
      assertThat(judge.judged().get(0).judgedAt()).isEqualTo(Instant.ofEpochMilli(1_000));
    }
  }

  @Test
  void aNegativeJudgementCarriesNoPayload() throws Exception {
    try (var judge = Judging.opened()) {
      judge.send(arrival("e-1", 0));
      judge.send(arrival("e-2", 1));
      judge.endInput();
      assertThat(judge.judged().get(0).samples()).isNull();
      assertThat(judge.judged().get(1).samples()).isNotNull();
    }
  }

  @Test
  void whereTheModeIsCloudItCarriesItsPayloadAllTheSame() throws Exception {
    try (var judge = Judging.opened()) {
      judge.orders.give("acme", "door", Mode.CLOUD);
      judge.send(arrival("e-1", 0));
      judge.endInput();
      assertThat(judge.judged().get(0).judgement().positive()).isFalse();
      assertThat(judge.judged().get(0).samples()).isNotNull();
    }
  }

  /** It may have been asked about in the run before. */
  @Test
  void anEventOfBeforeTheStartCarriesItWhereTheModeWasCloudWhenItCame() throws Exception {
    try (var judge = Judging.opened()) {
      judge.orders.give("acme", "door", Mode.CLOUD, Examples.START);
      judge.orders.give("acme", "door", Mode.HYBRID, Examples.START.plusSeconds(1));
      judge.orders.openedAnew(Examples.START.plusSeconds(60));
      judge.send(arrival("e-1", 0));
      judge.endInput();
      assertThat(judge.judged().get(0).samples()).isNotNull();
    }
  }

  @Test
  void deadArrivalsLeaveAtOnce() throws Exception {
    Arrival dead = unreadable();
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1", "e-2");
      judge.send(dead);
      assertThat(judge.deadLetters())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(dead.deadLetter());
      assertThat(judge.ids()).isEmpty();
      assertThat(deadLettered(judge, "malformed")).isOne();
    }
  }

  @Test
  void whatTheGateCannotReadLeavesWithItsBytesAndItsOrigin() throws Exception {
    Arrival unreadable = arrival("e-1", -1);
    try (var judge = Judging.opened()) {
      judge.send(unreadable);
      judge.findNothingMore();
      DeadLetter letter = judge.deadLetters().get(0);
      assertThat(letter.reason()).isEqualTo(DeadLetterReason.NOT_A_PICTURE);
      assertThat(letter.bytes()).isEqualTo(unreadable.value());
      assertThat(letter.origin()).isEqualTo(unreadable.origin());
      assertThat(judge.judged()).isEmpty();
      assertThat(deadLettered(judge, "not-a-picture")).isOne();
    }
  }

  private static long deadLettered(Judging judge, String reason) {
    return judge.metrics.count(
        MetricNames.EVENTS, MetricNames.OUTCOME, "dead-lettered", MetricNames.REASON, reason);
  }
}
