package dev.vedette.cli.control;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.control.Hours;
import dev.vedette.core.control.Mode;
import dev.vedette.core.week.WeekHours;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Hours as people write them: {@code mon-fri 08:00-18:00 edge}, {@code sat,sun 00:00-24:00 cloud}.
 */
final class SpeltHours implements ITypeConverter<Hours> {
  private static final Pattern FORM = Pattern.compile("(\\S+\\s+\\S+)\\s+(\\S+)");

  @Override
  public Hours convert(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new TypeConversionException(
          "'%s' is not such as 'mon-fri 08:00-18:00 edge'".formatted(text));
    }
    return new Hours(when(form.group(1)), Spelling.word(Mode.class, form.group(2)));
  }

  private static WeekHours when(String text) {
    try {
      return WeekHours.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  static String of(Hours hours) {
    return hours.when().spelt() + ' ' + Spelling.of(hours.mode());
  }
}
