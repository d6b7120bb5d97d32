package dev.vedette.cli.produce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a line of RFC 4180: fields between commas, quoted where they hold one. */
public final class CsvLine {
  private CsvLine() {}

  /** Empty when a quote is not closed; fields do not span lines here. */
  public static Optional<List<String>> split(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return quoted ? Optional.empty() : Optional.of(List.copyOf(fields));
  }
}
