package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class SystemDeadlinesTest {
  @Test
  void anAlarmFires() throws Exception {
    try (var clock = new SystemDeadlines()) {
      var fired = new CountDownLatch(1);
      clock.in(Duration.ofMillis(1), fired::countDown);
      assertThat(fired.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aCancelledAlarmIsNotKept() {
    try (var clock = new SystemDeadlines()) {
      var alarm = clock.in(Duration.ofHours(1), () -> {});
      assertThat(clock.pending()).isOne();
      alarm.cancel();
      assertThat(clock.pending()).isZero();
    }
  }

  @Test
  void afterTheEndAnAlarmIsNoFailureAndNeverFires() {
    var clock = new SystemDeadlines();
    clock.close();
    var alarm = clock.in(Duration.ZERO, () -> {});
    assertThat(clock.pending()).isZero();
    alarm.cancel();
  }

  @Test
  void itsOpenerTravelsWithTheJobGraph() throws Exception {
    DeadlineClock.Opener opener = SystemDeadlines::new;
    InstantiationUtil.clone(opener).open().close();
  }
}
