package dev.vedette.cli.letters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a dead letter stands in its topic, by which it is named: {@code 0:17}. */
record LetterPlace(int partition, long offset) {
  private static final Pattern PLACE = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

  @Override
  public String toString() {
    return partition + ":" + offset;
  }

  /** As the list shows it. */
  static final class Converter implements ITypeConverter<LetterPlace> {
    @Override
    public LetterPlace convert(String text) {
      Matcher place = PLACE.matcher(text);
      if (!place.matches()) {
        throw new TypeConversionException(
            "'%s' is no place of a dead letter such as 0:17; 'list' shows them".formatted(text));
      }
      return new LetterPlace(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)));
    }
  }
}
