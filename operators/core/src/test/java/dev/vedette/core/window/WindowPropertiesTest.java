package dev.vedette.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever devices send, in whatever order. */
class WindowPropertiesTest {
  /** Longer than all that is sent, so that nothing is too late. */
  private static final Duration ANY_TIME = Duration.ofDays(1);

  @Property
  void theOrderOfArrivalDoesNotMatterToTheSeries(
      @ForAll("tenths") List<Integer> tenths,
      @ForAll @IntRange(min = 1, max = 8) int samples,
      @ForAll boolean periodic,
      @ForAll long seed) {
    List<Integer> sorted = List.copyOf(new TreeSet<>(tenths));
    List<Integer> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(seed));

    var inOrder = device(samples, samples - 1, 1, periodic, ANY_TIME);
    var asItCame = device(samples, samples - 1, 1, periodic, ANY_TIME);
    sorted.forEach(tenth -> inOrder.reads(tenth / 10.0));
    shuffled.forEach(tenth -> asItCame.reads(tenth / 10.0));
    assertThat(asItCame.secondsKept()).isEqualTo(inOrder.secondsKept());
    assertThat(asItCame.series().values()).isEqualTo(inOrder.series().values());

    inOrder.reads(1_000);
    asItCame.reads(1_000);
    assertThat(asItCame.lastWindow()).isEqualTo(inOrder.lastWindow());
  }

  @Property
  void everyReadingHasExactlyOneOutcomeAndEveryStepAWindowOrNone(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 400) Integer> tenths,
      @ForAll @IntRange(min = 1, max = 6) int samples,
      @ForAll @IntRange(min = 1, max = 3) int slide,
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll boolean periodic) {
    var pump = device(samples, samples / 2, slide, periodic, Duration.ofSeconds(5));
    int read = 0;
    for (int tenth : tenths) {
      float[] values = new float[rows];
      // The same id for the same time: some come twice.
      pump.sees(
          WatchedDevice.event("e-" + tenth, tenth / 10.0, new Samples(List.of("bar"), 2, values)));
      read += rows;
      assertThat(pump.outcomes()).hasSize(read);
      assertThat(pump.series().size()).isLessThanOrEqualTo(samples);
    }
    assertThat(pump.windows().size() + pump.incompleteWindows())
        .isLessThanOrEqualTo((int) pump.count(ReadingOutcome.KEPT) / slide);
    assertThat(pump.windows())
        .allSatisfy(window -> assertThat(window.samples().rows()).isEqualTo(samples));
    assertThat(pump.windowIds()).doesNotHaveDuplicates();
  }

  @Property
  void gapsAreFilledAsAPatientPersonWould(
      @ForAll("tenths") List<Integer> tenths,
      @ForAll @IntRange(min = 1, max = 8) int samples,
      @ForAll @IntRange(min = 0, max = 7) int mostFilled,
      @ForAll boolean periodic) {
    int most = Math.min(mostFilled, samples - 1);
    List<Integer> sorted = List.copyOf(new TreeSet<>(tenths));
    var pump = device(samples, most, 1, periodic, ANY_TIME);
    List<List<Float>> expected = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      pump.reads(sorted.get(i) / 10.0);
      List<Place> window = written(sorted.subList(0, i + 1), samples, periodic);
      if (window.stream().filter(Place::filled).count() <= most) {
        expected.add(window.stream().map(Place::value).toList());
      }
    }
    assertThat(pump.windows().stream().map(WindowPropertiesTest::values)).isEqualTo(expected);
    assertThat(pump.incompleteWindows()).isEqualTo(sorted.size() - expected.size());
  }

  private record Place(float value, boolean filled) {}

  /** All places from the first reading on written down, one after the other; then the last ones. */
  private static List<Place> written(List<Integer> sorted, int samples, boolean periodic) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      float value = sorted.get(i) / 10f;
      if (i > 0 && periodic) {
        int periods = (int) Math.floor((sorted.get(i) - sorted.get(i - 1)) / 10.0 + 0.5);
        if (periods > samples) {
          places.clear();
        }
        float before = sorted.get(i - 1) / 10f;
        for (int missing = 1; missing < periods && !places.isEmpty(); missing++) {
          places.add(new Place(before, true));
        }
      }
      places.add(new Place(value, false));
    }
    while (places.size() < samples) {
      places.add(0, new Place(places.get(0).value(), true));
    }
    return places.subList(places.size() - samples, places.size());
  }

  private static WatchedDevice device(
      int samples, int mostFilled, int slide, boolean periodic, Duration lateness) {
    return new WatchedDevice(
        new WindowSpec(List.of("bar"), samples, slide, mostFilled),
        new WindowPolicy(periodic ? Duration.ofSeconds(1) : null, lateness, Duration.ofHours(1)));
  }

  private static List<Float> values(Event window) {
    float[] values = window.samples().values();
    return Stream.iterate(0, i -> i < values.length, i -> i + 1).map(i -> values[i]).toList();
  }

  /** Times of readings, most of them about a second after the one before, some far from it. */
  @Provide
  Arbitrary<List<Integer>> tenths() {
    Arbitrary<Integer> steps =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.integers().between(8, 12)),
            Tuple.of(2, Arbitraries.integers().between(1, 40)),
            Tuple.of(1, Arbitraries.integers().between(40, 120)));
    return steps
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(
            list -> {
              List<Integer> times = new ArrayList<>();
              int at = 0;
              for (int step : list) {
                at += step;
                times.add(at);
              }
              return times;
            });
  }
}
