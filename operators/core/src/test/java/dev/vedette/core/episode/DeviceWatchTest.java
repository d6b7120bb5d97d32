package dev.vedette.core.episode;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeviceWatchTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final DeviceWatch watch = new DeviceWatch(MINUTE);

  @Test
  void aDeviceIsSilentWhenNothingHasComeForSoLong() {
    watch.hear("door", NOON);
    assertThat(watch.silent(NOON.plus(MINUTE).minusMillis(1))).isZero();
    assertThat(watch.silent(NOON.plus(MINUTE))).isEqualTo(1);
    watch.hear("door", NOON.plusSeconds(61));
    assertThat(watch.silent(NOON.plusSeconds(62))).isZero();
    assertThat(watch.known()).isEqualTo(1);
  }

  @Test
  void itIsNamedOnceEachTimeItFallsSilent() {
    watch.hear("door", NOON);
    watch.hear("yard", NOON.plusSeconds(30));
    assertThat(watch.hear("gate", NOON.plusSeconds(59))).isEmpty();
    assertThat(watch.hear("gate", NOON.plusSeconds(60))).containsExactly("door");
    assertThat(watch.hear("gate", NOON.plusSeconds(95))).containsExactly("yard");
    assertThat(watch.hear("gate", NOON.plusSeconds(96))).isEmpty();
    watch.hear("door", NOON.plusSeconds(97));
    assertThat(watch.hear("gate", NOON.plusSeconds(160))).containsExactly("door");
  }

  @Test
  void afterADayItIsNoLongerExpected() {
    watch.hear("door", NOON);
    assertThat(watch.silent(NOON.plus(Duration.ofDays(1)).minusMillis(1))).isEqualTo(1);
    assertThat(watch.silent(NOON.plus(Duration.ofDays(1)))).isZero();
    assertThat(watch.known()).isZero();
  }

  @Test
  void aDeviceMustBeGivenTime() {
    assertThatThrownBy(() -> new DeviceWatch(Duration.ZERO)).hasMessageContaining("<= 0");
  }

  @Property
  void itCountsWhatSomebodyWouldWhoRemembersAll(
      @ForAll @Size(max = 100) List<@IntRange(max = 5) Integer> devices,
      @ForAll @IntRange(min = 0, max = 40) int pause) {
    var some = new DeviceWatch(MINUTE);
    Map<Integer, Instant> last = new HashMap<>();
    Instant now = NOON;
    for (int device : devices) {
      now = now.plusSeconds(pause);
      some.hear("device-" + device, now);
      last.put(device, now);
      Instant at = now;
      assertThat(some.silent(at))
          .isEqualTo(
              (int)
                  last.values().stream().filter(heard -> !at.isBefore(heard.plus(MINUTE))).count());
    }
  }
}
