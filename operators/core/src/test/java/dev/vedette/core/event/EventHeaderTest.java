package dev.vedette.core.event;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventHeaderTest {
  @Test
  void itHappenedWhenTheDeviceSays() {
    assertThat(capturedAt(NOON.minusSeconds(3_600)).happenedAt())
        .isEqualTo(NOON.minusSeconds(3_600));
  }

  @Test
  void itDidNotHappenAfterItWasAppended() {
    assertThat(capturedAt(NOON.plusSeconds(240)).happenedAt()).isEqualTo(NOON);
  }

  private static EventHeader capturedAt(Instant at) {
    return new EventHeader(
        "e-1", "acme", "door-7", "door", Kind.CAMERA, at, new Origin("events", 0, 7, NOON));
  }
}
