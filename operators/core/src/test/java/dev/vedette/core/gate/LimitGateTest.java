package dev.vedette.core.gate;

import static dev.vedette.core.Examples.frame;
import static dev.vedette.core.Examples.header;
import static dev.vedette.core.Examples.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.LimitGate.Limits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitGateTest {
  private final LimitGate gate =
      new LimitGate(Map.of("celsius", new Limits(-10, 40), "volts", new Limits(11, 13)));

  @Test
  void theLimitsThemselvesAreAtRest() {
    Judgement judgement = judge(reading("e-1", -10, 40));
    assertThat(judgement.positive()).isFalse();
    assertThat(judgement.score()).isZero();
    assertThat(judgement.label()).isEqualTo(LimitGate.LABEL);
  }

  @Test
  void oneSampleOutsideIsEnough() {
    Judgement judgement = judge(reading("e-1", 0, 0, 0, 40.01f));
    assertThat(judgement.positive()).isTrue();
    assertThat(judgement.score()).isEqualTo(0.25);
  }

  @Test
  void theWorstChannelIsTheScore() {
    assertThat(judge(windowed(List.of("celsius", "volts"), 50, 10, 20, 12, 20, 14, 20, 12)).score())
        .isEqualTo(0.5);
  }

  @Test
  void channelsWithoutLimitsAreNotLookedAt() {
    assertThat(judge(windowed(List.of("rpm"), 1e9f)).positive()).isFalse();
  }

  @Test
  void findingsAreInTheOrderOfTheEvents() {
    assertThat(gate.judge(List.of(reading("e-1", 50), reading("e-2", 20), reading("e-3", 50))))
        .extracting(finding -> ((Judgement) finding).positive())
        .containsExactly(true, false, true);
  }

  @Test
  void aFrameIsAMistakeInTheWiring() {
    assertThatThrownBy(() -> gate.judge(List.of(frame("e-1"))))
        .hasMessage("a sensor event has samples");
  }

  @Test
  void limitsThatHoldNothingAreRefused() {
    assertThatThrownBy(() -> new Limits(2, 1)).hasMessage("no value lies in 2.0..1.0");
    assertThatThrownBy(() -> new Limits(Double.NaN, 1)).hasMessage("no value lies in NaN..1.0");
  }

  private Judgement judge(Event event) {
    return (Judgement) gate.judge(List.of(event)).get(0);
  }

  private static Event windowed(List<String> channels, float... values) {
    return Event.ofSamples(header("e-1", Kind.SENSOR), new Samples(channels, 10, values));
  }
}
