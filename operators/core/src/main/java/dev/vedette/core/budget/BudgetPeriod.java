package dev.vedette.core.budget;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * How long money counts against a limit: since the last minute, hour, day, week (a Monday) or month
 * began in a time zone, or for as long as one lasts, of which a month has 30 days.
 *
 * @param zone of a calendar's period; of no account for a rolling one
 */
public record BudgetPeriod(Length length, boolean isRolling, ZoneId zone) implements Serializable {
  /** How long a period is. */
  public enum Length {
    MINUTE(Grain.SECOND, 60),
    HOUR(Grain.MINUTE, 3_600),
    DAY(Grain.QUARTER_HOUR, 86_400),
    WEEK(Grain.QUARTER_HOUR, 7 * 86_400),
    MONTH(Grain.QUARTER_HOUR, 30 * 86_400);

    private final Grain grain;
    private final long seconds;

    Length(Grain grain, long seconds) {
      this.grain = grain;
      this.seconds = seconds;
    }
  }

  /** As it is spelt for people and in metrics: {@code day}, {@code rolling-hour}. */
  public String spelt() {
    String word = length.name().toLowerCase(Locale.ROOT);
    return isRolling ? "rolling-" + word : word;
  }

  /** The longest that one lasts: a calendar's month has up to 31 days, a day up to 25 hours. */
  public Duration longest() {
    return switch (length) {
      case MINUTE, HOUR -> Duration.ofSeconds(length.seconds);
      case DAY, WEEK -> Duration.ofSeconds(length.seconds).plusHours(isRolling ? 0 : 1);
      case MONTH -> isRolling ? Duration.ofDays(30) : Duration.ofDays(31).plusHours(1);
    };
  }

  public Grain grain() {
    return length.grain;
  }

  /** The first grain that counts at a time, in seconds of the epoch. */
  public long startAt(Instant now) {
    Instant start = isRolling ? now.minusSeconds(length.seconds) : began(now.atZone(zone));
    return grain().startOf(start);
  }

  private Instant began(ZonedDateTime now) {
    LocalDate day = now.toLocalDate();
    return switch (length) {
      case MINUTE -> now.truncatedTo(ChronoUnit.MINUTES).toInstant();
      case HOUR -> now.truncatedTo(ChronoUnit.HOURS).toInstant();
      case DAY -> midnight(day);
      case WEEK -> midnight(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      case MONTH -> midnight(day.withDayOfMonth(1));
    };
  }

  /** Or the first moment of the day, where clocks are put forward at midnight. */
  private Instant midnight(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
