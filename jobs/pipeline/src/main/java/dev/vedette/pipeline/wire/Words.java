package dev.vedette.pipeline.wire;

import java.util.Locale;

/** Enum constants as they are spelt in topics: {@code budget-exhausted}. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The constant that is spelt so.
   *
   * @throws UnreadableRecordException for a word of a newer version, or none at all
   */
  static <E extends Enum<E>> E parse(Class<E> type, String word) throws UnreadableRecordException {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(word)) {
        return constant;
      }
    }
    throw UnreadableRecordException.malformed(
        "no %s is spelt '%s'".formatted(type.getSimpleName(), word));
  }
}
