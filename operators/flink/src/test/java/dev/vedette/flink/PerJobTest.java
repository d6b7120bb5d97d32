package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PerJobTest {
  private final PerJob<String> things = new PerJob<>(thing -> {});

  @Test
  void aJobDoesNotWaitForAnotherThatIsOpening() throws Exception {
    var opening = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(
            () -> {
              try (var lease =
                  things.enter(
                      new JobID(),
                      () -> {
                        opening.countDown();
                        await(goOn);
                        return "slow";
                      })) {
                return lease.get();
              } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
              }
            });
    opening.await();
    try (var lease = things.enter(new JobID(), () -> "quick")) {
      assertThat(lease.get()).isEqualTo("quick");
    }
    goOn.countDown();
    assertThat(slow.get()).isEqualTo("slow");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
