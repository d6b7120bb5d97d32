package dev.vedette.core.window;

import static dev.vedette.core.window.ReadingOutcome.DUPLICATE;
import static dev.vedette.core.window.ReadingOutcome.KEPT;
import static dev.vedette.core.window.ReadingOutcome.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.Examples;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowBuilderTest {
  @Test
  void eachReadingEndsTheWindowOfTheNewestReadings() {
    var pump = WatchedDevice.nowAndThen(3, 0).reads(1, 2, 3, 7);
    assertThat(pump.windows()).hasSize(2);
    assertThat(pump.windows().get(0).samples().values()).containsExactly(1, 2, 3);
    assertThat(pump.lastWindow()).containsExactly(2, 3, 7);
    assertThat(pump.incompleteWindows()).isEqualTo(2);
  }

  @Test
  void aWindowIsTheEventOfItsLastReading() {
    var pump = WatchedDevice.everySecond(2, 0).reads(1, 2);
    Event window = pump.windows().get(0);
    assertThat(window.header())
        .isEqualTo(WatchedDevice.event("at-2.0", 2, window.samples()).header());
    assertThat(window.samples().channels()).containsExactly("bar");
    assertThat(window.samples().hertz()).isEqualTo(1);
  }

  @Test
  void withoutAPeriodAWindowHasNoRate() {
    var pump = WatchedDevice.nowAndThen(2, 0).reads(1, 9);
    assertThat(pump.windows().get(0).samples().hertz()).isZero();
  }

  @Test
  void windowsAreAsFarApartAsTheGateSays() {
    var pump =
        new WatchedDevice(new WindowSpec(List.of("bar"), 3, 2, 0), WindowPolicy.DEFAULTS)
            .reads(1, 2, 3, 4, 5, 6, 7);
    assertThat(pump.incompleteWindows()).isOne();
    assertThat(pump.windowIds()).containsExactly("at-4.0", "at-6.0");
    assertThat(pump.lastWindow()).containsExactly(4, 5, 6);
  }

  @Test
  void channelsAreTakenByNameInTheGatesOrder() {
    var pump =
        new WatchedDevice(
            new WindowSpec(List.of("bar", "rpm", "celsius"), 1, 1, 0), WindowPolicy.DEFAULTS);
    var samples = new Samples(List.of("celsius", "humidity", "bar"), 0, new float[] {40, 9, 3});
    pump.sees(WatchedDevice.event("e-1", 1, samples));
    assertThat(pump.lastWindow()).containsExactly(3, Float.NaN, 40);
  }

  @Test
  void readingsWithNoneOfTheChannelsAreRefused() {
    var builder = new WindowBuilder(new WindowSpec(List.of("bar"), 3, 1, 0), WindowPolicy.DEFAULTS);
    assertThat(builder.objectionTo(Examples.reading("e-1", 20)))
        .hasValueSatisfying(
            objection -> {
              assertThat(objection.reason().wireName()).isEqualTo("wrong-window");
              assertThat(objection.detail()).contains("[celsius]", "[bar]");
            });
  }

  @Test
  void severalRowsNeedARate() {
    var builder = new WindowBuilder(new WindowSpec(List.of("bar"), 3, 1, 0), WindowPolicy.DEFAULTS);
    for (double hertz : new double[] {0, 1e6 + 1}) {
      var samples = new Samples(List.of("bar"), hertz, new float[] {1, 2});
      assertThat(builder.objectionTo(WatchedDevice.event("e-1", 1, samples)))
          .hasValueSatisfying(
              objection -> {
                assertThat(objection.reason().wireName()).isEqualTo("malformed");
                assertThat(objection.detail()).startsWith("2 rows at ");
              });
    }
    var single = new Samples(List.of("bar"), 0, new float[] {1});
    assertThat(builder.objectionTo(WatchedDevice.event("e-1", 1, single))).isEmpty();
  }

  @Test
  void rowsThatReachBackForYearsAreRefused() {
    var builder = new WindowBuilder(new WindowSpec(List.of("bar"), 3, 1, 0), WindowPolicy.DEFAULTS);
    for (double hertz : new double[] {Double.MIN_VALUE, 1e-9}) {
      var samples = new Samples(List.of("bar"), hertz, new float[] {1, 2});
      assertThat(builder.objectionTo(WatchedDevice.event("e-1", 1, samples)))
          .hasValueSatisfying(
              objection -> {
                assertThat(objection.reason().wireName()).isEqualTo("malformed");
                assertThat(objection.detail()).contains("2 rows at ", "more than ten years");
              });
    }
  }

  @Test
  void rowsAreReadingsTimedBackFromTheLast() {
    var pump = WatchedDevice.everySecond(2, 0);
    var samples = new Samples(List.of("bar"), 4, new float[] {1, 2, 3, 4});
    pump.sees(WatchedDevice.event("e-1", 10, samples));
    assertThat(pump.count(KEPT)).isEqualTo(4);
    assertThat(pump.secondsKept()).containsExactly(9.75, 10);
    assertThat(pump.windowIds()).containsExactly("e-1~2", "e-1~1", "e-1");
    assertThat(pump.windows().get(0).header().capturedAt())
        .isEqualTo(Examples.NOON.plusMillis(9_500));
    assertThat(pump.windows().get(0).samples().values()).containsExactly(1, 2);
  }

  @Test
  void ratesBelowAllMeasureDoNoHarm() {
    var pump = WatchedDevice.everySecond(2, 1);
    var samples = new Samples(List.of("bar"), Double.MIN_VALUE, new float[] {1, 2, 3});
    pump.sees(WatchedDevice.event("e-1", 10, samples));
    assertThat(pump.outcomes()).containsExactly(KEPT, DUPLICATE, KEPT);
  }

  @Test
  void anEventThatComesAgainIsADuplicateWhateverItsTime() {
    var pump = WatchedDevice.everySecond(3, 0);
    pump.reads("e-1", 1, 1);
    pump.reads("e-1", 2, 1);
    assertThat(pump.outcomes()).containsExactly(KEPT, DUPLICATE);
    assertThat(pump.secondsKept()).containsExactly(1);
  }

  @Test
  void allRowsOfAnEventThatComesAgainAreDuplicates() {
    var pump = WatchedDevice.everySecond(3, 0);
    var samples = new Samples(List.of("bar"), 1, new float[] {1, 2, 3, 4});
    pump.sees(WatchedDevice.event("e-1", 10, samples));
    pump.sees(WatchedDevice.event("e-1", 10, samples));
    assertThat(pump.count(DUPLICATE)).isEqualTo(4);
    assertThat(pump.windows()).hasSize(2);
  }

  @Test
  void aSecondReadingOfTheSameTimeIsADuplicateAndTheFirstStays() {
    var pump = WatchedDevice.everySecond(2, 0);
    pump.reads("e-1", 1, 5);
    pump.reads("e-2", 1, 6);
    pump.reads("e-3", 2, 7);
    assertThat(pump.outcomes()).containsExactly(KEPT, DUPLICATE, KEPT);
    assertThat(pump.lastWindow()).containsExactly(5, 7);
  }

  @Test
  void aReadingOutOfOrderTakesItsPlaceInTheNextWindowAndEndsNone() {
    var pump = WatchedDevice.nowAndThen(3, 0).reads(1, 2, 4);
    assertThat(pump.lastWindow()).containsExactly(1, 2, 4);
    pump.reads(3);
    assertThat(pump.lastOutcome()).isEqualTo(KEPT);
    assertThat(pump.windows()).hasSize(1);
    pump.reads(5);
    assertThat(pump.lastWindow()).containsExactly(3, 4, 5);
  }

  @Test
  void aReadingIsLateBeyondTheLateness() {
    var pump = WatchedDevice.nowAndThen(9, 0).reads(1, 10);
    pump.reads(5);
    assertThat(pump.lastOutcome()).isEqualTo(KEPT);
    pump.reads(4.999999);
    assertThat(pump.lastOutcome()).isEqualTo(LATE);
    assertThat(pump.secondsKept()).containsExactly(1, 5, 10);
  }

  @Test
  void aReadingThatNoWindowReachesIsLate() {
    var pump = WatchedDevice.nowAndThen(2, 0).reads(3, 4);
    pump.reads(2);
    assertThat(pump.lastOutcome()).isEqualTo(LATE);
  }

  @Test
  void noMoreIsKeptThanAWindowHolds() {
    var pump = WatchedDevice.everySecond(3, 0).reads(1, 2, 3, 4, 5);
    assertThat(pump.secondsKept()).containsExactly(3, 4, 5);
    assertThat(pump.series().values()).containsExactly(3, 4, 5);
    assertThat(pump.series().events()).hasSize(3);
  }

  @Test
  void anotherGatesReadingsAreForgotten() {
    var spec = new WindowSpec(List.of("bar", "rpm"), 2, 1, 0);
    var pump = new WatchedDevice(spec, WindowPolicy.DEFAULTS).reads(1, 2);
    var newer = new WindowBuilder(new WindowSpec(List.of("rpm", "bar"), 2, 1, 0), pump.policy());
    var samples = new Samples(List.of("bar"), 0, new float[] {9});
    ReadingSeries series =
        newer.take(
            pump.series(),
            WatchedDevice.event("e", 3, samples),
            Examples.NOON,
            Examples.NOON,
            pump);
    assertThat(series.values()).containsExactly(Float.NaN, 9);
  }

  @Test
  void aShorterWindowTakesTheNewestOfALongerOne() {
    var pump = WatchedDevice.nowAndThen(4, 0).reads(1, 2, 3, 4);
    var shorter = new WindowBuilder(new WindowSpec(List.of("bar"), 2, 1, 0), pump.policy());
    var samples = new Samples(List.of("bar"), 0, new float[] {5});
    ReadingSeries series =
        shorter.take(
            pump.series(),
            WatchedDevice.event("e", 5, samples),
            Examples.NOON,
            Examples.NOON,
            pump);
    assertThat(series.values()).containsExactly(4, 5);
    assertThat(pump.lastWindow()).containsExactly(4, 5);
  }

  @Test
  void whatChangesNothingIsNotWrittenAgain() {
    var pump = WatchedDevice.nowAndThen(3, 0).reads(1, 20);
    ReadingSeries before = pump.series();
    pump.reads(1, 20, 3);
    assertThat(pump.series()).isSameAs(before);
  }

  @Test
  void aDayWithoutReadingsIsNoReasonToForgetADeviceThatReadsOnceADay() {
    var daily = new WindowPolicy(Duration.ofDays(1), Duration.ZERO, Duration.ofHours(1));
    assertThat(daily.patience(30)).isEqualTo(Duration.ofDays(30));
    assertThat(WindowPolicy.DEFAULTS.patience(30)).isEqualTo(Duration.ofHours(1));
  }
}
