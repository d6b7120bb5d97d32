package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HeadwayTest {
  private final Headway headway = new Headway(1000);

  private CompletableFuture<Void> oneMore() {
    var sent = new CompletableFuture<Void>();
    var camera =
        new Thread(
            () -> {
              try {
                headway.send(100);
                sent.complete(null);
              } catch (InterruptedException e) {
                sent.completeExceptionally(e);
              }
            });
    camera.setDaemon(true);
    camera.start();
    return sent;
  }

  private static void waits(CompletableFuture<Void> sent) {
    Assertions.assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> sent.get(200, TimeUnit.MILLISECONDS));
  }

  @Test
  void camerasWaitUntilTheJobHasReadEnough() throws Exception {
    for (int i = 0; i < 10; i++) {
      headway.send(100);
    }
    CompletableFuture<Void> eleventh = oneMore();
    waits(eleventh);

    headway.read(1);
    eleventh.get(10, TimeUnit.SECONDS);
    waits(oneMore());
  }

  @Test
  void aFrameThatDidNotArriveIsNotWaitedFor() throws Exception {
    headway.send(5000);
    CompletableFuture<Void> second = oneMore();
    waits(second);

    headway.lost(5000);
    second.get(10, TimeUnit.SECONDS);
    for (int i = 0; i < 9; i++) {
      headway.send(100);
    }
    waits(oneMore());
  }

  @Test
  void aFrameLargerThanAllIsSentWhenNothingElseIsUnderWay() throws Exception {
    headway.send(5000);
    CompletableFuture<Void> second = oneMore();
    waits(second);

    headway.read(1);
    second.get(10, TimeUnit.SECONDS);
  }

  @Test
  void theEndHoldsNobodyBack() throws Exception {
    headway.send(5000);
    CompletableFuture<Void> second = oneMore();
    headway.end();

    second.get(10, TimeUnit.SECONDS);
    assertThat(oneMore().get(10, TimeUnit.SECONDS)).isNull();
  }
}
