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
    return new StatusLine(new PrintWriter(text), terminal, 200, " (simulated)", 0);
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
  void aNarrowTerminalGetsWhatFitsSoThatTheLineDoesNotWrap() {
    new StatusLine(new PrintWriter(text), true, 40, "", 0).show(NUMBERS, seconds(2));

    assertThat(text.toString()).isEqualTo("\r1,000 events, 500/s, 10.0 % passed");
  }

  @Test
  void itSaysWhatWasSeenSpentAndAvoided() {
    line(true).show(NUMBERS, seconds(2));

    assertThat(text.toString())
        .contains("1,000 events", "500/s", "10.0 % passed", "3 in flight")
        .contains("0.0100 USD spent", "0.9900 avoided (simulated)");
  }
}
