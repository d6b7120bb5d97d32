package dev.vedette.cloud.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonRoundsTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final BlockingQueue<Thread> rounds = new LinkedBlockingQueue<>();

  @Test
  void oneRoundFollowsTheOtherOnADaemon() throws Exception {
    try (var underWay = DaemonRounds.named("test-rounds").begin(SHORT, this::round)) {
      assertThat(underWay).isNotNull();
      Thread first = rounds.poll(30, TimeUnit.SECONDS);
      assertThat(first).isNotNull();
      assertThat(first.isDaemon()).isTrue();
      assertThat(first.getName()).isEqualTo("test-rounds");
      assertThat(rounds.poll(30, TimeUnit.SECONDS)).isSameAs(first);
    }
  }

  @Test
  void closedRoundsLeaveNoThreadBehind() throws Exception {
    Rounds.UnderWay underWay = DaemonRounds.named("test-rounds").begin(SHORT, this::round);
    Thread thread = rounds.poll(30, TimeUnit.SECONDS);
    underWay.close();
    thread.join(30_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void aRoundThatHangsHoldsUpNeitherItsBeginnerNorTheEnd() throws Exception {
    var release = new CountDownLatch(1);
    Rounds.UnderWay underWay =
        DaemonRounds.named("test-rounds")
            .begin(
                SHORT,
                () -> {
                  round();
                  await(release);
                });
    Thread thread = rounds.poll(30, TimeUnit.SECONDS);
    underWay.close();
    assertThat(thread.isAlive()).isTrue();
    release.countDown();
    thread.join(30_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(rounds).as("no further round").isEmpty();
  }

  private void round() {
    rounds.add(Thread.currentThread());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
