package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Pace pace = new Pace(1);

  @Test
  void aBatchIsFiftyMillisecondsWorth() {
    pace.took(40_000, SECOND);
    assertThat(pace.batchBytes()).isEqualTo(2_000);
    pace.took(2_000, SECOND / 20);
    assertThat(pace.batchBytes()).isEqualTo(2_000);
  }

  @Test
  void aFastBrokerGetsTwiceAsMuchEachTimeUntilItIsEnough() {
    long first = pace.batchBytes();
    pace.took(first, 1);
    assertThat(pace.batchBytes()).isEqualTo(2 * first);
    for (int i = 0; i < 10; i++) {
      pace.took(pace.batchBytes(), 0);
    }
    assertThat(pace.batchBytes()).isEqualTo(Pace.MOST_BYTES);
  }

  @Test
  void afterALongWaitItGoesOnAndRecovers() {
    pace.took(1_000, 3600 * SECOND);
    assertThat(pace.batchBytes()).isOne();
    pace.took(1_000, 1);
    assertThat(pace.batchBytes()).isEqualTo(2_000);
  }

  @Test
  void whereAnAnswerTakesAsLongForOneRecordAsForManyBatchesDoNotShrinkBelowTheLeast() {
    var distant = new Pace(16_000);
    for (int i = 0; i < 20; i++) {
      distant.took(distant.batchBytes(), SECOND / 10);
    }
    assertThat(distant.batchBytes()).isEqualTo(16_000);
  }
}
