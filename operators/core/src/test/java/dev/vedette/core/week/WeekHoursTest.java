package dev.vedette.core.week;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 1 June 2026 was a Monday. */
class WeekHoursTest {
  @ParameterizedTest
  @CsvSource({
    "mon-fri 08:00-18:00, 2026-06-01T08:00, true",
    "mon-fri 08:00-18:00, 2026-06-01T18:00, false",
    "mon-fri 08:00-18:00, 2026-06-06T09:00, false",
    "fri 22:00-06:00, 2026-06-06T05:59, true",
    "fri 22:00-06:00, 2026-06-05T05:59, false",
    "sun 00:00-24:00, 2026-06-07T23:59, true",
    "sun 00:00-24:00, 2026-06-08T00:00, false"
  })
  void theyHoldTimesOnTheWall(String hours, LocalDateTime time, boolean inside) {
    assertThat(WeekHours.parse(hours).include(time)).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mon,tue,sun 08:00-18:00", "sat 00:00-24:00", "fri 22:00-06:00"})
  void theyAreSpeltAsTheyAreRead(String hours) {
    assertThat(WeekHours.parse(hours).spelt()).isEqualTo(hours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mon", "mon 8:00-9:00", "moon 08:00-09:00", "mon 08:00-25:00"})
  void nonsenseIsRefusedWithTheWord(String text) {
    assertThatThrownBy(() -> WeekHours.parse(text)).hasMessageContaining("'");
  }

  @Test
  void aScheduleIncludesEachOfItsHours() {
    var schedule =
        new Schedule(
            List.of(WeekHours.parse("mon 08:00-09:00"), WeekHours.parse("mon 12:00-13:00")),
            ZoneId.of("Europe/Berlin"));
    assertThat(schedule.includes(Instant.parse("2026-06-01T06:30:00Z"))).isTrue();
    assertThat(schedule.includes(Instant.parse("2026-06-01T07:30:00Z"))).isFalse();
    assertThat(schedule.includes(Instant.parse("2026-06-01T10:30:00Z"))).isTrue();
    assertThat(Schedule.ALWAYS.includes(Instant.EPOCH)).isTrue();
  }

  /** On 29 March 2026 the clocks of Berlin went from 02:00 to 03:00. */
  @Test
  void aScheduleKeepsToTheWallWhenItsClockIsChanged() {
    var mornings =
        new Schedule(List.of(WeekHours.parse("mon-sun 08:00-09:00")), ZoneId.of("Europe/Berlin"));
    assertThat(mornings.includes(Instant.parse("2026-03-28T07:00:00Z"))).isTrue();
    assertThat(mornings.includes(Instant.parse("2026-03-29T07:00:00Z"))).isFalse();
    assertThat(mornings.includes(Instant.parse("2026-03-29T06:00:00Z"))).isTrue();
  }
}
