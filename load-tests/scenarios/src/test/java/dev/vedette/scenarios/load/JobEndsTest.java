package dev.vedette.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many calls a run may have paid twice. */
class JobEndsTest {
  private final JobEnds ends = new JobEnds(10);

  @Test
  void noneAreWhereTheJobRunsThrough() {
    ends.submitted(false);

    assertThat(ends.mostPaidTwice(0)).isZero();
  }

  @Test
  void allPermitsMayBeForEachTimeThatItWentOnFromACheckpoint() {
    ends.submitted(false);

    assertThat(ends.mostPaidTwice(3)).isEqualTo(30);
  }

  @Test
  void aStopCountsOnceThoughFlinkCountsTheStartFromItsSavepointToo() {
    ends.submitted(false);
    ends.stopped(2);
    ends.submitted(true);

    assertThat(ends.mostPaidTwice(1)).isEqualTo(30);
    assertThat(ends.mostPaidTwice(2)).isEqualTo(40);
  }
}
