package dev.vedette.cli.control;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.control.Hours;
import dev.vedette.core.control.Mode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Hours as people write them: {@code mon-fri 08:00-18:00 edge}, {@code sat,sun 00:00-24:00 cloud}.
 */
final class SpeltHours implements ITypeConverter<Hours> {
  private static final Pattern FORM =
      Pattern.compile("(\\S+)\\s+(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)\\s+(\\S+)");
  private static final String MIDNIGHT = "24:00";
  private static final int LETTERS = 3;

  @Override
  public Hours convert(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new TypeConversionException(
          "'%s' is not such as 'mon-fri 08:00-18:00 edge'".formatted(text));
    }
    return new Hours(
        days(form.group(1)),
        time(form.group(2)),
        form.group(3).equals(MIDNIGHT) ? LocalTime.MIDNIGHT : time(form.group(3)),
        Spelling.word(Mode.class, form.group(4)));
  }

  static String of(Hours hours) {
    return "%s %s-%s %s"
        .formatted(
            EnumSet.copyOf(hours.days()).stream()
                .map(SpeltHours::of)
                .collect(Collectors.joining(",")),
            hours.from(),
            hours.until().equals(LocalTime.MIDNIGHT) ? MIDNIGHT : hours.until(),
            Spelling.of(hours.mode()));
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
        throw new TypeConversionException("'%s' is no day, and no two with '-'".formatted(part));
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (of(day).equals(text.toLowerCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new TypeConversionException(
        "'%s' is none of mon, tue, wed, thu, fri, sat, sun".formatted(text));
  }

  private static String of(DayOfWeek day) {
    return day.name().substring(0, LETTERS).toLowerCase(Locale.ROOT);
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'%s' is no time of a day".formatted(text));
    }
  }
}
