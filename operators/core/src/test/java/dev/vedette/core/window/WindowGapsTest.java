package dev.vedette.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What stands in a window for readings that are missing. */
class WindowGapsTest {
  @Test
  void theOneBeforeStandsInForALostReading() {
    var pump = WatchedDevice.everySecond(4, 2).reads(1, 2, 3, 6);
    assertThat(pump.lastWindow()).containsExactly(3, 3, 3, 6);
  }

  @Test
  void onlyTheNewestWindowIsMadeAfterAGap() {
    var pump = WatchedDevice.everySecond(4, 2).reads(1, 2, 3, 6);
    assertThat(pump.windowIds()).containsExactly("at-2.0", "at-3.0", "at-6.0");
  }

  @Test
  void aReadingThatComesAfterAllReplacesWhatStoodInForIt() {
    var pump = WatchedDevice.everySecond(4, 2).reads(1, 2, 3, 6, 5, 7);
    assertThat(pump.lastWindow()).containsExactly(3, 5, 6, 7);
  }

  @Test
  void theOldestStandsInFrontOfAShortHistory() {
    var pump = WatchedDevice.everySecond(4, 2).reads(1, 2);
    assertThat(pump.incompleteWindows()).isOne();
    assertThat(pump.lastWindow()).containsExactly(1, 1, 1, 2);
  }

  @Test
  void aWindowWithTooManyReadingsMissingIsNotMade() {
    var pump = WatchedDevice.everySecond(4, 1).reads(1, 2, 3, 4, 7);
    assertThat(pump.windowIds()).containsExactly("at-3.0", "at-4.0");
    assertThat(pump.incompleteWindows()).isEqualTo(3);
    pump.reads(8);
    assertThat(pump.incompleteWindows()).isEqualTo(4);
    pump.reads(9);
    assertThat(pump.lastWindow()).containsExactly(4, 7, 8, 9);
  }

  @Test
  void whatStandsInCountsTogetherWithTheFront() {
    var pump = WatchedDevice.everySecond(5, 2).reads(1, 3, 4);
    assertThat(pump.lastWindow()).containsExactly(1, 1, 1, 3, 4);
    var stricter = WatchedDevice.everySecond(5, 1).reads(1, 3, 4);
    assertThat(stricter.windows()).isEmpty();
  }

  @Test
  void theOneBeforeStandsInEvenIfItIsOutsideTheWindowItself() {
    var pump = WatchedDevice.everySecond(3, 2).reads(1, 4);
    assertThat(pump.lastWindow()).containsExactly(1, 1, 4);
  }

  @Test
  void theSeriesBeginsAnewAfterAGapLongerThanAWindow() {
    var pump = WatchedDevice.everySecond(3, 2).reads(1, 2, 6);
    assertThat(pump.lastWindow()).containsExactly(6, 6, 6);
    pump.reads(7);
    assertThat(pump.lastWindow()).containsExactly(6, 6, 7);
  }

  @Test
  void aReadingInALongGapJoinsItsTwoSides() {
    var pump = WatchedDevice.everySecond(3, 2).reads(1, 2, 6, 4, 7);
    assertThat(pump.lastWindow()).containsExactly(4, 6, 7);
  }

  @Test
  void aClockThatTremblesLosesNoReading() {
    var pump = WatchedDevice.everySecond(4, 0).reads(1, 1.6, 3.09, 4.2);
    assertThat(pump.lastWindow()).containsExactly(1, 1.6f, 3.09f, 4.2f);
  }

  @Test
  void halfAPeriodTooLateIsAReadingTooFew() {
    var pump = WatchedDevice.everySecond(3, 2).reads(1, 2, 3.499999);
    assertThat(pump.lastWindow()).containsExactly(1, 2, 3.499999f);
    var later = WatchedDevice.everySecond(3, 2).reads(1, 2, 3.5);
    assertThat(later.lastWindow()).containsExactly(2, 2, 3.5f);
  }

  @Test
  void withoutAPeriodThereAreNoGaps() {
    var pump = WatchedDevice.nowAndThen(3, 0).reads(1, 1_000, 1_000_000);
    assertThat(pump.lastWindow()).containsExactly(1, 1_000, 1_000_000);
  }
}
