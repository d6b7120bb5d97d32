package dev.vedette.core.money;

import dev.vedette.core.budget.BudgetPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** When periods began: a second opinion, by a calendar of the test's own. */
final class WallCalendar {
  static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Asia/Kathmandu"), // +05:45
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe")); // half an hour of summer time

  private WallCalendar() {}

  /** What is counted with the period begins here, at most a grain before the period itself. */
  static Instant countsFrom(BudgetPeriod period, Instant now) {
    long grain =
        switch (period.length()) {
          case MINUTE -> 1;
          case HOUR -> 60;
          default -> 15 * 60;
        };
    long seconds = startOf(period, now).getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, grain));
  }

  /** To the instant. */
  private static Instant startOf(BudgetPeriod period, Instant now) {
    if (period.isRolling()) {
      return now.minus(
          switch (period.length()) {
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(30);
          });
    }
    ZonedDateTime local = now.atZone(period.zone());
    ZonedDateTime day = local.toLocalDate().atStartOfDay(period.zone());
    return switch (period.length()) {
      case MINUTE -> local.withSecond(0).withNano(0).toInstant();
      case HOUR -> local.withMinute(0).withSecond(0).withNano(0).toInstant();
      case DAY -> day.toInstant();
      case WEEK -> firstMoment(day.minusDays(day.getDayOfWeek().getValue() - 1L));
      case MONTH -> firstMoment(day.withDayOfMonth(1));
    };
  }

  private static Instant firstMoment(ZonedDateTime someTime) {
    return someTime.toLocalDate().atStartOfDay(someTime.getZone()).toInstant();
  }
}
