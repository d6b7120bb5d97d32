package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
  @Test
  void residentMemoryIsReadFromTheLinesOfTheSystem() {
    assertThat(MemoryUse.resident(List.of("VmHWM:\t 9 kB", "VmRSS:\t  2048 kB", "Threads: 3")))
        .isEqualTo(2L << 20);
  }

  @Test
  void withoutThatLineTheReasonIsNamed() {
    assertThatThrownBy(() -> MemoryUse.resident(List.of("Threads: 3")))
        .hasMessageContaining("needs Linux");
  }
}
