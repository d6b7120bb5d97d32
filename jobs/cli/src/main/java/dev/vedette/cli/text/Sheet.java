package dev.vedette.cli.text;

import java.io.PrintWriter;

/** Facts with their names in front, long ones broken into lines of at most a hundred columns. */
public final class Sheet {
  private static final int COLUMNS = 100;
  private static final int INDENT = 18;

  private final PrintWriter out;

  public Sheet(PrintWriter out) {
    this.out = out;
  }

  public void fact(String name, String text) {
    var line = new StringBuilder("  " + name);
    pad(line);
    for (String word : text.split("\\s+", -1)) {
      if (line.length() > INDENT && line.length() + 1 + word.length() > COLUMNS) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
        pad(line);
      }
      line.append(line.length() > INDENT ? " " : "").append(word);
    }
    out.println(line.toString().stripTrailing());
    out.flush();
  }

  private static void pad(StringBuilder line) {
    line.append(" ".repeat(Math.max(1, INDENT - line.length())));
  }
}
