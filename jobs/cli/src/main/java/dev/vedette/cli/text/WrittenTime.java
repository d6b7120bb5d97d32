package dev.vedette.cli.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/** Times as people and providers write them. */
public final class WrittenTime {
  private static final int NANOS = 9;
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}(\\.\\d{1,9})?");
  private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern BLANK_FOR_T = Pattern.compile("^(\\d{4}-\\d{2}-\\d{2}) +(?=\\d)");
  private static final Pattern NAMED_UTC = Pattern.compile(" *UTC$");

  private WrittenTime() {}

  /**
   * A day, a time with or without its distance from UTC, or seconds or milliseconds since 1970.
   *
   * @param zone of a day, and of a time that does not say
   * @throws IllegalArgumentException if it is none of them
   */
  public static Instant parse(String given, ZoneId zone) {
    String text = given.strip();
    if (SECONDS.matcher(text).matches()) {
      return Instant.EPOCH.plusNanos(
          new BigDecimal(text).scaleByPowerOfTen(NANOS).longValueExact());
    }
    if (MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    String iso = BLANK_FOR_T.matcher(text).replaceFirst("$1T");
    try {
      return at(NAMED_UTC.matcher(iso).replaceFirst("Z"), zone).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time such as 2026-11-27 or 2026-11-27T12:00:00Z".formatted(given), e);
    }
  }

  private static Instant at(String iso, ZoneId zone) {
    if (DAY.matcher(iso).matches()) {
      return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
    }
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime withOffset
        ? withOffset.toInstant()
        : ((LocalDateTime) time).atZone(zone).toInstant();
  }
}
