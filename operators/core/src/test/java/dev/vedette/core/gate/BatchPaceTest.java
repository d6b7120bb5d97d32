package dev.vedette.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchPaceTest {
  private static final long WAIT = 2_000_000;

  private final BatchPace pace = new BatchPace(WAIT);
  private long now = -5;

  @Test
  void theFirstEventIsNotWaitedFor() {
    assertThat(pace.worthWaiting()).isFalse();
    arriveAfter(0);
    assertThat(pace.worthWaiting()).isFalse();
  }

  @Test
  void underLoadItPays() {
    arriveAfter(0);
    arriveAfter(WAIT - 1);
    assertThat(pace.worthWaiting()).isTrue();
  }

  @Test
  void aGapAsLongAsTheWaitDoesNotPay() {
    arriveAfter(0);
    arriveAfter(WAIT);
    assertThat(pace.worthWaiting()).isFalse();
  }

  @Test
  void aFewSlowEventsEndTheWaiting() {
    burst(100);
    for (int i = 0; i < 4; i++) {
      arriveAfter(1_000 * WAIT);
    }
    assertThat(pace.worthWaiting()).isFalse();
  }

  @Test
  void aLongPauseIsForgottenWithinADozenEvents() {
    burst(100);
    for (int i = 0; i < 50; i++) {
      arriveAfter(Long.MAX_VALUE / 1_000);
    }
    burst(12);
    assertThat(pace.worthWaiting()).isTrue();
  }

  @Test
  void withoutAWaitNothingIsWorthIt() {
    var impatient = new BatchPace(0);
    for (int i = 0; i < 10; i++) {
      impatient.arrivedAt(1);
      assertThat(impatient.worthWaiting()).isFalse();
    }
  }

  @Test
  void aWaitIsNotNegative() {
    assertThatThrownBy(() -> new BatchPace(-1)).hasMessage("longestWaitNanos < 0: -1");
  }

  private void burst(int events) {
    for (int i = 0; i < events; i++) {
      arriveAfter(1);
    }
  }

  private void arriveAfter(long nanos) {
    now += nanos;
    pace.arrivedAt(now);
  }
}
