package dev.vedette.core.episode;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    assertThat(watch.newlySilent(NOON.plusSeconds(59))).isEmpty();
    assertThat(watch.newlySilent(NOON.plusSeconds(60))).containsExactly("door");
    assertThat(watch.newlySilent(NOON.plusSeconds(95))).containsExactly("yard");
    assertThat(watch.newlySilent(NOON.plusSeconds(96))).isEmpty();
    watch.hear("door", NOON.plusSeconds(97));
    assertThat(watch.newlySilent(NOON.plusSeconds(160))).containsExactly("door");
  }

  @Test
  void afterADayItIsNoLongerExpected() {
    watch.hear("door", NOON);
    assertThat(watch.silent(NOON.plus(Duration.ofDays(1)).minusMillis(1))).isEqualTo(1);
    assertThat(watch.silent(NOON.plus(Duration.ofDays(1)))).isZero();
    assertThat(watch.known()).isZero();
  }

  @Test
  void aRestartCountsTheSilenceOnAndNotTheTimeInBetween() {
    watch.hear("door", NOON);
    watch.hear("yard", NOON.plusSeconds(20));
    Instant later = NOON.plus(Duration.ofHours(5));
    DeviceWatch restored = restoredAt(later, watch.remembered(NOON.plusSeconds(30)));
    assertThat(restored.known()).isEqualTo(2);
    assertThat(restored.silent(later.plusSeconds(29))).isZero();
    assertThat(restored.newlySilent(later.plusSeconds(30))).containsExactly("door");
    restored.hear("door", later.plusSeconds(31));
    assertThat(restored.newlySilent(later.plusSeconds(50))).containsExactly("yard");
  }

  @Test
  void whatWasSilentBeforeARestartIsNotNamedAgainForIt() {
    watch.hear("door", NOON);
    Instant later = NOON.plusSeconds(60);
    DeviceWatch restored = restoredAt(later, watch.remembered(later));
    assertThat(restored.silent(later)).isOne();
    assertThat(restored.newlySilent(later.plusSeconds(1))).isEmpty();
    assertThat(restored.silent(later.plus(Duration.ofDays(1)))).as("nobody expects it").isZero();
  }

  @Test
  void aClockThatStepsBackMakesNobodyQuietForLessThanNoTime() {
    watch.hear("door", NOON);
    assertThat(watch.remembered(NOON.minusSeconds(1))).containsExactly(new HeardDevice("door", 0));
    assertThatThrownBy(() -> new HeardDevice("door", -1)).hasMessageContaining("quietMillis < 0");
  }

  @Test
  void ofTooManyThoseThatWereHeardLastAreWatched() {
    for (int i = 0; i <= DeviceWatch.MOST; i++) {
      watch.hear("device-" + i, NOON.plusMillis(i));
    }
    assertThat(watch.known()).isEqualTo(DeviceWatch.MOST);
    assertThat(watch.remembered(NOON.plusMillis(DeviceWatch.MOST)))
        .extracting(HeardDevice::deviceKey)
        .doesNotContain("device-0")
        .contains("device-1");
  }

  /** Whenever it happens, and in whatever order the devices come back. */
  @Property
  void aRestartChangesNothingButForTheTimeInBetween(
      @ForAll @Size(max = 50) List<@IntRange(max = 5) Integer> devices,
      @ForAll @IntRange(max = 40) int pause,
      @ForAll @IntRange(max = 49) int restartAt,
      @ForAll long order) {
    var whole = new DeviceWatch(MINUTE);
    var parted = new DeviceWatch(MINUTE);
    Duration away = Duration.ZERO;
    Instant now = NOON;
    for (int i = 0; i < devices.size(); i++) {
      now = now.plusSeconds(pause);
      if (i == restartAt) {
        List<HeardDevice> state = new ArrayList<>(parted.remembered(now.plus(away)));
        Collections.shuffle(state, new Random(order));
        away = Duration.ofDays(3);
        parted = restoredAt(now.plus(away), state);
      }
      whole.hear("device-" + devices.get(i), now);
      parted.hear("device-" + devices.get(i), now.plus(away));
      assertThat(parted.silent(now.plus(away))).isEqualTo(whole.silent(now));
      assertThat(parted.known()).isEqualTo(whole.known());
    }
  }

  private static DeviceWatch restoredAt(Instant now, List<HeardDevice> devices) {
    return DeviceWatch.restored(MINUTE, devices, now);
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
