package dev.vedette.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.control.Hours;
import dev.vedette.core.control.Mode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeltHoursTest {
  private final SpeltHours spelling = new SpeltHours();

  @Test
  void daysTimesAndTheMode() {
    assertThat(spelling.convert("mon-fri 08:00-18:30 edge"))
        .isEqualTo(
            new Hours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 0),
                LocalTime.of(18, 30),
                Mode.EDGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mon | MONDAY",
        "Sat,sun | SATURDAY SUNDAY",
        "sat-mon | SATURDAY SUNDAY MONDAY",
        "mon,wed-thu | MONDAY WEDNESDAY THURSDAY",
        "fri-fri | FRIDAY"
      })
  void daysAreNamedAloneInListsAndInSpans(String spelt, String days) {
    assertThat(spelling.convert(spelt + " 08:00-18:00 cloud").when().days())
        .extracting(DayOfWeek::name)
        .containsExactlyInAnyOrder(days.split(" "));
  }

  @Test
  void midnightIsTheEndOfADayToo() {
    Hours whole = spelling.convert("sat 00:00-24:00 edge");
    assertThat(whole)
        .isEqualTo(
            new Hours(
                Set.of(DayOfWeek.SATURDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Mode.EDGE));
    assertThat(SpeltHours.of(whole)).isEqualTo("sat 00:00-24:00 edge");
  }

  @Test
  void whatIsShownCanBeGivenAgain() {
    Hours hours = spelling.convert("mon-fri 22:00-06:00 hybrid");
    assertThat(SpeltHours.of(hours)).isEqualTo("mon,tue,wed,thu,fri 22:00-06:00 hybrid");
    assertThat(spelling.convert(SpeltHours.of(hours))).isEqualTo(hours);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mon-fri",
        "mon 8:00-18:00 edge",
        "mon 08:00-25:00 edge",
        "mon 24:00-08:00 edge",
        "mon 08:00-18:00",
        "mon 08:00-18:00 sometimes",
        "moon 08:00-18:00 edge",
        "mon-tue-wed 08:00-18:00 edge",
        ", 08:00-18:00 edge"
      })
  void nonsenseIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> spelling.convert(text)).hasMessageContaining("'");
  }
}
