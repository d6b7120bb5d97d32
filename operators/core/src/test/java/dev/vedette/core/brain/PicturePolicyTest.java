package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.control.Scope;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PicturePolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theNarrowestScopeCountsAndATenantBeforeAClass() {
    var policy =
        new PicturePolicy(
            1,
            Map.of(
                new Scope("acme", "*"), 0,
                new Scope("*", "door"), 2,
                new Scope("acme", "yard"), 3),
            SECOND);
    assertThat(policy.of(device("other", "yard"))).isEqualTo(1);
    assertThat(policy.of(device("other", "door"))).isEqualTo(2);
    assertThat(policy.of(device("acme", "door"))).isZero();
    assertThat(policy.of(device("acme", "yard"))).isEqualTo(3);
  }

  @Test
  void aRuleForEverybodyCountsWhereThereIsNoNarrowerOne() {
    var policy =
        new PicturePolicy(1, Map.of(Scope.EVERYBODY, 0, new Scope("*", "door"), 2), SECOND);
    assertThat(policy.of(device("acme", "yard"))).isZero();
    assertThat(policy.of(device("acme", "door"))).isEqualTo(2);
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertThatThrownBy(() -> new PicturePolicy(9, Map.of(), SECOND))
        .hasMessage("pictures are not in 0..8: 9");
    assertThatThrownBy(() -> new PicturePolicy(1, Map.of(Scope.EVERYBODY, -1), SECOND))
        .hasMessage("pictures are not in 0..8: -1");
    assertThatThrownBy(() -> new PicturePolicy(1, Map.of(), SECOND.negated()))
        .hasMessage("settling < 0: PT-1S");
    assertThatThrownBy(() -> new PicturePolicy(1, Map.of(), Duration.ofNanos(1_500_000)))
        .hasMessage("settling is not of whole milliseconds: PT0.0015S");
    assertThatThrownBy(() -> new PicturePolicy(2, Map.of(), Duration.ZERO))
        .hasMessage(
            "2 pictures without a time to gather them in: the first alone is asked about at once");
  }

  private static EventHeader device(String tenant, String deviceClass) {
    return new EventHeader(
        "e-1", tenant, "d", deviceClass, Kind.CAMERA, NOON, new Origin("events", 0, 1, NOON));
  }
}
