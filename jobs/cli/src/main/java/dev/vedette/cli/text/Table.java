package dev.vedette.cli.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows below their heads, each column as wide as its widest cell; the last one may be any text. */
public final class Table {
  private static final String GAP = "  ";

  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param heads of the columns; one that begins with {@code >} stands at the right, with its cells
   */
  public Table(String... heads) {
    for (String head : heads) {
      right.add(head.startsWith(">"));
    }
    rows.add(List.of(heads).stream().map(head -> head.replaceFirst("^>", "")).toList());
  }

  public void row(String... cells) {
    if (cells.length != right.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, right.size()));
    }
    rows.add(List.of(cells));
  }

  public void print(PrintWriter out) {
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < right.size(); column++) {
        String cell = row.get(column);
        String blanks = " ".repeat(widthOf(column) - cell.length());
        line.append(GAP).append(right.get(column) ? blanks + cell : cell + blanks);
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }

  private int widthOf(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  public static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
