package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.scenarios.Submissions.After;
import dev.vedette.scenarios.Submissions.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void theFirstOfEitherKindLoadsWhatStaysAndDoesNotCount() {
    Result result =
        Result.of(
            List.of(
                after("submission 1", 10, 500),
                after("submission 2", 100, 1000),
                after("submission 3", 104, 960),
                after("failover 1", 200, 1500),
                after("failover 2", 220, 2000),
                after("failover 3", 220, 2000)));
    assertThat(result.clean()).isTrue();
    assertThat(result.isFlat()).isTrue();
  }

  @Test
  void aClassLoaderTooManyIsNotClean() {
    var memory = new MemoryUse(1, 1, 1, 1);
    assertThat(new After("submission 1", 2, 2, 0, memory).isClean()).isTrue();
    assertThat(new After("submission 1", 2, 3, 0, memory).isClean()).isFalse();
  }

  @Test
  void metaspaceThatGrowsWithFailoversIsNotFlat() {
    Result result =
        Result.of(
            List.of(
                after("submission 1", 100, 1),
                after("submission 2", 100, 1),
                after("failover 1", 100, 1),
                after("failover 2", 100, 1),
                after("failover 3", 106, 1)));
    assertThat(result.bySubmissions().isFlat()).isTrue();
    assertThat(result.isFlat()).isFalse();
  }

  @Test
  void whatTheClusterTellsIsUnderstood() {
    assertThat(SessionCluster.Left.parse("2\t40\t30\t20\t10"))
        .isEqualTo(new SessionCluster.Left(2, new MemoryUse(40, 30, 20, 10)));
  }

  private static After after(String step, long metaspace, long resident) {
    return new After(step, 0, 0, 0, new MemoryUse(resident * MEGABYTE, 0, metaspace * MEGABYTE, 0));
  }
}
