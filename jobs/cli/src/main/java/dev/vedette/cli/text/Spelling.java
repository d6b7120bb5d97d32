package dev.vedette.cli.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How things are spelt in topics and options, and what may be printed of a stranger's words. */
public final class Spelling {
  private Spelling() {}

  /** As it stands in topics and metrics: {@code breaker-open}. */
  public static String of(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What somebody wrote into a topic must not move the cursor of whoever reads it. */
  public static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  /**
   * The word that is spelt so.
   *
   * @throws TypeConversionException with all words that there are, if it is none of them
   */
  public static <E extends Enum<E>> E word(Class<E> words, String text) {
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> of(word).equals(text))
        .findAny()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            text,
                            Arrays.stream(words.getEnumConstants())
                                .map(Spelling::of)
                                .collect(Collectors.joining(", ")))));
  }

  /** A length of time as Flink spells it: {@code 10min}. */
  public static final class OfTime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return TimeUtils.parseDuration(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'%s' is no time such as 10min".formatted(text));
      }
    }
  }

  /** A time zone's name. */
  public static final class OfZone implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("'%s' is no time zone".formatted(text));
      }
    }
  }
}
