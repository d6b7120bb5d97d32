package dev.vedette.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class FleetTest {
  private static final FleetPlan SMALL = FleetPlan.USUAL.of(3, 50);

  private static List<String> events(FleetPlan plan, int count) {
    var fleet = new Fleet(plan);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FleetEvent event = fleet.next(Duration.ofMillis(20L * i));
      events.add(
          "%s %s %s"
              .formatted(
                  event.device(),
                  event.capturedAt(),
                  event.samples() == null
                      ? Objects.requireNonNull(event.picture()).bytes().length
                      : event.samples().values()[0]));
    }
    return events;
  }

  @Test
  void theSameSeedIsTheSameLoad() {
    FleetPlan plan =
        SMALL
            .skewed(Skew.zipf(1.1))
            .drifting(new ClockDrift(Duration.ofSeconds(2), 200))
            .unreadable(0.1);
    assertThat(events(plan, 500)).isEqualTo(events(plan, 500));
    assertThat(events(plan, 500)).isNotEqualTo(events(plan.withSeed(2), 500));
  }

  @Test
  void someFramesAreNoPicturesWherePlanned() {
    assertThat(unreadable(SMALL.unreadable(0.5))).isBetween(60, 140);
    assertThat(unreadable(SMALL)).isZero();
  }

  private static int unreadable(FleetPlan plan) {
    var fleet = new Fleet(plan);
    int unreadable = 0;
    for (int i = 0; i < 400; i++) {
      Picture picture = fleet.next(Duration.ofMillis(20L * i)).picture();
      unreadable += picture != null && JpegSize.scan(picture.bytes()).isEmpty() ? 1 : 0;
    }
    return unreadable;
  }

  @Property(tries = 50)
  void evenDevicesTakeTurns(@ForAll @IntRange(min = 1, max = 500) int devices, @ForAll int seed) {
    IntSupplier order = Skew.even().order(devices, seed);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < devices; i++) {
      seen.add(order.getAsInt());
    }
    assertThat(seen).hasSize(devices);
  }

  @Property(tries = 20)
  void theBusiestDevicesSendWhatZipfSays(
      @ForAll @IntRange(min = 2, max = 300) int devices,
      @ForAll @DoubleRange(min = 0.5, max = 2) double exponent,
      @ForAll int seed) {
    var zipf = new Skew.Zipf(exponent);
    IntSupplier order = zipf.order(devices, seed);
    int draws = 20_000;
    int first = 0;
    for (int i = 0; i < draws; i++) {
      first += order.getAsInt() == 0 ? 1 : 0;
    }
    assertThat(first / (double) draws).isCloseTo(zipf.shares(devices)[0], within(0.02));
  }

  @Property
  void aClockStaysWithinItsBounds(
      @ForAll @IntRange(min = 0, max = 5_000) int device,
      @ForAll int seed,
      @ForAll @IntRange(min = 0, max = 100_000) int seconds) {
    var drift = new ClockDrift(Duration.ofSeconds(3), 100);
    Duration passed = Duration.ofSeconds(seconds);
    Duration wrong = drift.shows(device, seed, passed).minus(passed).abs();
    assertThat(wrong).isLessThanOrEqualTo(Duration.ofSeconds(3).plusNanos(seconds * 100_000L));
    assertThat(ClockDrift.NONE.shows(device, seed, passed)).isEqualTo(passed);
  }

  @Property(tries = 100)
  void eachPeriodHasOneStretchAndQuietBesideIt(
      @ForAll @IntRange(min = 0, max = 5_000) int device, @ForAll int seed) {
    var stretches =
        new Stretches(Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(20));
    int begun = 0;
    int on = 0;
    int quiet = Integer.MAX_VALUE;
    boolean before = false;
    for (int second = 0; second < 600; second++) {
      boolean now = stretches.isOn(device, seed, Duration.ofSeconds(second));
      if (now && !before) {
        begun++;
        assertThat(quiet).isGreaterThanOrEqualTo(19);
      }
      quiet = now ? 0 : Math.min(quiet, Integer.MAX_VALUE - 1) + 1;
      on += now ? 1 : 0;
      before = now;
    }
    assertThat(begun).isBetween(9, 11);
    assertThat(on).isBetween(170, 230);
  }

  @Property(tries = 20)
  void atAnyTimeAboutAsManyDevicesHaveSomethingToTell(
      @ForAll int seed, @ForAll @IntRange(min = 0, max = 600) int second) {
    Stretches stretches = FleetPlan.USUAL.alarms();
    int on = 0;
    for (int device = 0; device < 2_000; device++) {
      on += stretches.isOn(device, seed, Duration.ofSeconds(second)) ? 1 : 0;
    }
    assertThat(on / 2_000.0).isCloseTo(1 / 3.0, within(0.06));
  }

  @Test
  void stretchesThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Stretches(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(6)))
        .withMessage("PT5S and PT6S of quiet are not within PT10S");
  }
}
