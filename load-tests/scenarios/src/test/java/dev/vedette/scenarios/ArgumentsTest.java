package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void withoutArgumentsBothInputsAreMeasuredInSevenTurns() {
    Arguments none = Arguments.parse();
    assertThat(none.inputs()).containsExactly(Input.JPEG, Input.RGB8);
    assertThat(none.pairs()).isEqualTo(7);
    assertThat(none.out()).isNull();
  }

  @Test
  void everyArgumentArrives() {
    Arguments all =
        Arguments.parse(
            "--events",
            "3000",
            "--pairs",
            "7",
            "--seconds",
            "10",
            "--warm-ups",
            "12",
            "--out",
            "x.json",
            "--input",
            "RGB8",
            "-Dvedette.gate.batch-size=8",
            "--jvm",
            "-XX:+UseG1GC",
            "--unpinned",
            "--profile");
    assertThat(all)
        .isEqualTo(
            new Arguments(
                3000,
                7,
                10,
                12,
                Path.of("x.json"),
                List.of(Input.RGB8),
                List.of("vedette.gate.batch-size=8"),
                List.of("-XX:+UseG1GC"),
                true,
                true));
  }

  @Test
  void unknownArgumentsAreRefusedWithTheUsage() {
    assertThatThrownBy(() -> Arguments.parse("--evnets", "1"))
        .hasMessageContaining("--evnets")
        .hasMessageContaining("usage:");
  }

  @Test
  void anArgumentWithoutItsValueIsRefused() {
    assertThatThrownBy(() -> Arguments.parse("--pairs")).hasMessageContaining("needs a value");
  }

  @Test
  void tooFewEventsToWarmUpOnAreRefused() {
    assertThatThrownBy(() -> Arguments.parse("--events", "1999")).hasMessageContaining("1999");
  }
}
