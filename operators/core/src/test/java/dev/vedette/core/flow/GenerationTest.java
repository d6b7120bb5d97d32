package dev.vedette.core.flow;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GenerationTest {
  private static final Duration LIFE = Duration.ofMinutes(10);

  @Test
  void generationsTakeTurns() {
    Generation first = Generation.first(NOON);
    Generation second = first.next(NOON.plus(LIFE));
    assertThat(second.odd()).isNotEqualTo(first.odd());
    assertThat(second.next(NOON).odd()).isEqualTo(first.odd());
    assertThat(second.since()).isEqualTo(NOON.plus(LIFE));
  }

  @Test
  void oneLastsForItsLife() {
    assertThat(Generation.first(NOON).endsAt(NOON.minusSeconds(1), LIFE))
        .isEqualTo(NOON.plus(LIFE));
  }

  @Test
  void timeBeforeTheStartDoesNotCount() {
    Instant started = NOON.plusSeconds(3_600);
    assertThat(Generation.first(NOON).endsAt(started, LIFE)).isEqualTo(started.plus(LIFE));
  }
}
