package dev.vedette.cli.text;

import java.util.Locale;

/** How numbers and words are written into a page. */
public final class Markup {
  private Markup() {}

  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A length or a place in a plot. */
  public static String at(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
