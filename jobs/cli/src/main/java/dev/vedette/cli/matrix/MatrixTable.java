package dev.vedette.cli.matrix;

import dev.vedette.cli.text.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A matrix for a terminal. */
final class MatrixTable {
  private static final int COLUMNS = 98;

  private MatrixTable() {}

  static void print(MatrixReport report, PrintWriter out) {
    out.println();
    List<String> heads = new ArrayList<>(List.of(""));
    report.columns().forEach(column -> heads.add(">" + MatrixRows.title(column)));
    var table = new Table(heads.toArray(String[]::new));
    for (MatrixRows.Group group : MatrixRows.of(report)) {
      table.row(cells(group.title(), List.of("", "", "")));
      group.rows().forEach(row -> table.row(cells("  " + row.what(), row.cells())));
    }
    table.print(out);
    out.println();
    out.println("  * simulated, as are:");
    report.simulated().forEach(what -> paragraph("    ", what, out));
    out.println();
    MatrixNotes.of(report).forEach(note -> paragraph("  ", note, out));
    paragraph(
        "  ",
        "%s; %s; gate %s; %s"
            .formatted(
                report.date(), report.version(), report.gate(), report.machine().inOneLine()),
        out);
    out.flush();
  }

  private static String[] cells(String first, List<String> others) {
    List<String> cells = new ArrayList<>(List.of(first));
    cells.addAll(others);
    return cells.toArray(String[]::new);
  }

  private static void paragraph(String indent, String text, PrintWriter out) {
    var line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > COLUMNS) {
        out.println(line);
        line.setLength(0);
        line.append(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    out.println(line);
  }
}
