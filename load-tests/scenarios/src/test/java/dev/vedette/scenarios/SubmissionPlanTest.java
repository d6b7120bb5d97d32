package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SubmissionPlanTest {
  @Test
  void fiveAreUsual() {
    assertThat(SubmissionPlan.parse()).isEqualTo(new SubmissionPlan(5, null, Arguments.parse()));
  }

  @Test
  void itsOwnArgumentsAndTheCommonOnesMayBeMixed() {
    assertThat(SubmissionPlan.parse("--times", "3", "--heap-dump", "x.hprof", "--unpinned"))
        .isEqualTo(new SubmissionPlan(3, Path.of("x.hprof"), Arguments.parse("--unpinned")));
  }

  @Test
  void oneAloneIsRefusedBecauseNothingCanBeComparedWithIt() {
    assertThatThrownBy(() -> SubmissionPlan.parse("--times", "1")).hasMessageContaining("1");
  }
}
