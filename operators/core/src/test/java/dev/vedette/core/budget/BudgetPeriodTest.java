package dev.vedette.core.budget;

import static dev.vedette.core.budget.Budgets.calendar;
import static dev.vedette.core.budget.Budgets.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.BudgetPeriod.Length;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetPeriodTest {
  /** A Thursday. */
  private static final String NOW = "2026-11-26T00:20:30.5Z";

  @ParameterizedTest
  @CsvSource({
    "MINUTE, UTC, 2026-11-26T00:20:00Z",
    "HOUR, UTC, 2026-11-26T00:00:00Z",
    "HOUR, Asia/Kathmandu, 2026-11-26T00:15:00Z",
    "DAY, UTC, 2026-11-26T00:00:00Z",
    "DAY, America/New_York, 2026-11-25T05:00:00Z",
    "DAY, Asia/Kathmandu, 2026-11-25T18:15:00Z",
    "WEEK, Europe/Berlin, 2026-11-22T23:00:00Z",
    "MONTH, Europe/Berlin, 2026-10-31T23:00:00Z",
    "MONTH, America/New_York, 2026-11-01T04:00:00Z"
  })
  void aPeriodOfTheCalendarBeginsInItsZone(Length length, String zone, Instant start) {
    assertThat(calendar(length, zone).startAt(Instant.parse(NOW)))
        .isEqualTo(start.getEpochSecond());
  }

  @Test
  void aDayThatHasNoMidnightBeginsWithItsFirstMoment() {
    // Clocks in Beirut go from 0:00 to 1:00.
    assertThat(calendar(Length.DAY, "Asia/Beirut").startAt(Instant.parse("2026-03-29T10:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-28T22:00:00Z").getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({
    "MINUTE, 2026-11-26T00:19:30Z",
    "HOUR, 2026-11-25T23:20:00Z",
    "DAY, 2026-11-25T00:15:00Z",
    "WEEK, 2026-11-19T00:15:00Z",
    "MONTH, 2026-10-27T00:15:00Z"
  })
  void aRollingPeriodBeginsWithTheGrainThatItBeginsIn(Length length, Instant start) {
    assertThat(rolling(length).startAt(Instant.parse(NOW))).isEqualTo(start.getEpochSecond());
  }

  @Property
  void noPeriodLooksFurtherBackThanMoneyIsKept(
      @ForAll Length length,
      @ForAll boolean isRolling,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long seconds) {
    Instant now = Instant.ofEpochSecond(seconds);
    for (String zone : new String[] {"UTC", "Asia/Kathmandu", "America/St_Johns"}) {
      var period = new BudgetPeriod(length, isRolling, ZoneId.of(zone));
      assertThat(period.startAt(now)).isGreaterThanOrEqualTo(period.grain().horizon(now));
      assertThat(period.startAt(now)).isLessThanOrEqualTo(seconds);
    }
  }

  @Test
  void itIsSpeltForPeople() {
    assertThat(calendar(Length.DAY, "UTC").spelt()).isEqualTo("day");
    assertThat(rolling(Length.HOUR).spelt()).isEqualTo("rolling-hour");
  }
}
