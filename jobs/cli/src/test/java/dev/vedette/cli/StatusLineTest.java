package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.metrics.JobNumbers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static final JobNumbers NUMBERS =
      JobNumbers.parse(
          """
          vedette_events_received_total 1000
          vedette_events_total{outcome="rejected"} 900
          vedette_events_total{outcome="repeat"} 90
          vedette_events_total{outcome="cloud"} 10
          vedette_cost_usd_total 0.01
          vedette_in_flight 3
          """);

  private final StringWriter text = new StringWriter();

  private StatusLine line(boolean terminal) {
    return new StatusLine(new PrintWriter(text), terminal, 200, "*", 0);
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void aFileGetsALineEveryFiveSeconds() {
    StatusLine line = line(false);
    for (int second = 1; second <= 11; second++) {
      line.show(NUMBERS, seconds(second));
    }
    line.end();

    assertThat(text.toString().lines()).hasSize(2).noneMatch(l -> l.contains("\r"));
  }

  @Test
  void aTerminalGetsOneLineOverAndOver() {
    StatusLine line = line(true);
    line.show(NUMBERS, seconds(1));
    line.show(NUMBERS, seconds(2));
    line.end();

    assertThat(text.toString()).startsWith("\r").endsWith(System.lineSeparator());
    assertThat(text.toString().split("\r", -1)).hasSize(3);
  }

  @Test
  void aClosedRoadAndWhatWaitsForItStandFirst() {
    var trouble =
        JobNumbers.parse(
            """
            vedette_events_received_total 1000
            vedette_breaker_state{provider="p",model="m-1",subtask_index="0"} 2
            vedette_breaker_state{provider="p",model="m-1",subtask_index="1"} 2
            vedette_breaker_state{provider="p",model="m-2",subtask_index="0"} 1
            vedette_deferred_questions 1234
            vedette_deferred_oldest_age_seconds 61.2
            vedette_devices_silent{subtask_index="0"} 1
            vedette_devices_silent{subtask_index="1"} 2
            """);
    line(true).show(trouble, seconds(2));
    assertThat(text.toString())
        .startsWith(
            "\rm-1 closed, m-2 half-open, 1,234 deferred for 61 s, 3 devices silent, 500/s, ");
  }

  @Test
  void aProviderThatWantsToBeLeftAloneIsShownWithHowLongStill() {
    line(true).show(road("vedette_call_pause_seconds{model=\"m-1\"} 41.2"), seconds(2));
    assertThat(text.toString()).startsWith("\rm-1 paused 42 s, 500/s, ");
  }

  @Test
  void aNarrowRoadIsShownAsItIsWhereItIsNarrowest() {
    var narrow =
        road(
            """
            vedette_call_limit{model="m-1",host="a"} 30
            vedette_call_limit_wanted{model="m-1",host="a"} 32
            vedette_call_limit{model="m-1",host="b"} 7
            vedette_call_limit_wanted{model="m-1",host="b"} 32
            vedette_call_rate_limit{model="m-1",host="a"} +Inf
            vedette_call_rate_limit{model="m-1",host="b"} +Inf
            """);
    line(true).show(narrow, seconds(2));
    assertThat(text.toString()).startsWith("\rm-1 7 of 32 calls, 500/s, ");
  }

  @Test
  void aPaceIsShownWhereItMayKeepQuestionsOff() {
    var wide =
        """
        vedette_call_limit{model="m-1"} 64
        vedette_call_limit_wanted{model="m-1"} 64
        vedette_call_rate_limit{model="m-1"} %s
        """;
    line(true).show(road(wide.formatted("9.52")), seconds(2));
    line(true).show(road(wide.formatted("70000.0")), seconds(2));
    line(true).show(road(wide.formatted("+Inf")), seconds(2));
    assertThat(text.toString()).startsWith("\rm-1 9.5 calls/s, 500/s, ").containsOnlyOnce("m-1");
  }

  @Test
  void aRoadThatIsNarrowAndSlowIsShownAsBoth() {
    var both =
        road(
            """
            vedette_call_limit{model="m-1"} 57
            vedette_call_limit_wanted{model="m-1"} 64
            vedette_call_rate_limit{model="m-1"} 9.52
            """);
    line(true).show(both, seconds(2));
    assertThat(text.toString()).startsWith("\rm-1 57 of 64 calls at 9.5 calls/s, 500/s, ");
  }

  private static JobNumbers road(String samples) {
    return JobNumbers.parse(
        """
        vedette_events_received_total 1000
        vedette_breaker_state{model="m-1"} 0
        """
            + samples);
  }

  @Test
  void ordersThatAProcessCannotReadStandFirstOnceThatLasts() {
    for (String age : new String[] {"29.9", "61.2"}) {
      var trouble =
          JobNumbers.parse(
              """
              vedette_events_received_total 1000
              vedette_orders_read_age_seconds{subtask_index="0"} 3.1
              vedette_orders_read_age_seconds{subtask_index="1"} %s
              vedette_devices_silent 1
              """
                  .formatted(age));
      line(true).show(trouble, seconds(2));
    }
    assertThat(text.toString())
        .startsWith("\r1 devices silent, ")
        .contains("\rorders not read for 61 s, 1 devices silent, ");
  }

  @Test
  void aNarrowTerminalGetsWhatFitsSoThatTheLineDoesNotWrap() {
    new StatusLine(new PrintWriter(text), true, 40, "", 0).show(NUMBERS, seconds(2));

    assertThat(text.toString()).isEqualTo("\r500/s, 10.0 % passed, 3 in flight");
  }

  @Test
  void whatDoesNotFitIsLeftOutAndWhatDoesStandsBehindIt() {
    new StatusLine(new PrintWriter(text), true, 60, "", 0).show(NUMBERS, seconds(2));

    assertThat(text.toString())
        .isEqualTo("\r500/s, 10.0 % passed, 3 in flight, p99 0.0 ms, 1,000 events");
  }

  @Test
  void seventyNineColumnsHoldAllThatMattersOfALargeJob() {
    var line = new StatusLine(new PrintWriter(text), true, 80, "*", 0);
    line.show(
        JobNumbers.parse(
            """
            vedette_events_received_total 1234567
            vedette_events_total{outcome="rejected"} 1011110
            vedette_events_total{outcome="repeat"} 206358
            vedette_events_total{outcome="cloud"} 17035
            vedette_cost_usd_total 12.3456
            vedette_in_flight 64
            vedette_gate_seconds_bucket{le="0.08"} 1222221
            vedette_gate_seconds_bucket{le="0.16"} 1234567
            vedette_gate_seconds_bucket{le="+Inf"} 1234567
            """),
        seconds(100));

    assertThat(text.toString())
        .isEqualTo(
            "\r12,346/s, 18.1 % passed, 64 in flight, p99 80 ms, $12.35* spent, $882* avoided");
    assertThat(text.toString().strip()).hasSizeLessThan(80);
  }

  @Test
  void itSaysWhatWasSeenSpentAndAvoided() {
    line(true).show(NUMBERS, seconds(2));

    assertThat(text.toString())
        .isEqualTo(
            "\r500/s, 10.0 % passed, 3 in flight, p99 0.0 ms, $0.0100* spent, $0.99* avoided,"
                + " 1,000 events");
  }
}
