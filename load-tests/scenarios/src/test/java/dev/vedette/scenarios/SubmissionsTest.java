package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.scenarios.Submissions.After;
import dev.vedette.scenarios.Submissions.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void theFirstLoadsWhatStaysAndDoesNotCount() {
    Result result = Result.of(List.of(after(0, 10, 500), after(0, 100, 1000), after(0, 104, 960)));
    assertThat(result.clean()).isTrue();
    assertThat(result.isFlat()).isTrue();
  }

  @Test
  void aClassLoaderTooManyIsNotClean() {
    assertThat(Result.of(List.of(after(0, 1, 1), after(1, 1, 1))).clean()).isFalse();
  }

  @Test
  void metaspaceThatGrowsIsNotFlat() {
    assertThat(Result.of(List.of(after(0, 1, 1), after(0, 100, 1), after(0, 106, 1))).isFlat())
        .isFalse();
  }

  @Test
  void whatTheClusterTellsIsUnderstood() {
    assertThat(SessionCluster.Left.parse("2\t40\t30\t20\t10"))
        .isEqualTo(new SessionCluster.Left(2, new MemoryUse(40, 30, 20, 10)));
  }

  private static After after(int loaders, long metaspace, long resident) {
    return new After(
        "step", 0, loaders, 0, new MemoryUse(resident * MEGABYTE, 0, metaspace * MEGABYTE, 0));
  }
}
