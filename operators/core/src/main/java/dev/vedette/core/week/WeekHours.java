package dev.vedette.core.week;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part of the week by the clock on the wall: {@code mon-fri 08:00-18:00}, {@code sat,sun
 * 00:00-24:00}.
 *
 * @param days on which it begins
 * @param until exclusive; not later than {@code from} if it ends on the day after, so that equal
 *     times are a whole day
 */
public record WeekHours(Set<DayOfWeek> days, LocalTime from, LocalTime until)
    implements Serializable {
  private static final Pattern FORM = Pattern.compile("(\\S+)\\s+(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
  private static final String MIDNIGHT = "24:00";
  private static final int LETTERS = 3;

  public WeekHours {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("hours on no day");
    }
    days = Set.copyOf(EnumSet.copyOf(days));
  }

  /**
   * Hours as people write them.
   *
   * @throws IllegalArgumentException with the word that is none
   */
  public static WeekHours parse(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not such as 'mon-fri 08:00-18:00'".formatted(text));
    }
    return new WeekHours(
        days(form.group(1)),
        time(form.group(2)),
        form.group(3).equals(MIDNIGHT) ? LocalTime.MIDNIGHT : time(form.group(3)));
  }

  /** Whether a time on the wall lies in them. */
  public boolean include(LocalDateTime time) {
    LocalTime clock = time.toLocalTime();
    boolean today = days.contains(time.getDayOfWeek());
    if (from.isBefore(until)) {
      return today && !clock.isBefore(from) && clock.isBefore(until);
    }
    boolean yesterday = days.contains(time.getDayOfWeek().minus(1));
    return today && !clock.isBefore(from) || yesterday && clock.isBefore(until);
  }

  /** As {@link #parse} reads it. */
  public String spelt() {
    return "%s %s-%s"
        .formatted(
            EnumSet.copyOf(days).stream().map(WeekHours::spelt).collect(Collectors.joining(",")),
            from,
            until.equals(LocalTime.MIDNIGHT) ? MIDNIGHT : until);
  }

  private static Set<DayOfWeek> days(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      DayOfWeek last = day(ends[ends.length - 1]);
      for (DayOfWeek day = day(ends[0]); ; day = day.plus(1)) {
        days.add(day);
        if (day == last) {
          break;
        }
      }
      if (ends.length > 2) {
        throw new IllegalArgumentException("'%s' is no day, and no two with '-'".formatted(part));
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (spelt(day).equals(text.toLowerCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is none of mon, tue, wed, thu, fri, sat, sun".formatted(text));
  }

  private static String spelt(DayOfWeek day) {
    return day.name().substring(0, LETTERS).toLowerCase(Locale.ROOT);
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no time of a day".formatted(text), e);
    }
  }
}
