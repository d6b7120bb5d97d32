package dev.vedette.scenarios.load;

import java.util.Locale;

/** How numbers and words are written into a page. */
final class Markup {
  private Markup() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A length or a place in a plot. */
  static String at(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
