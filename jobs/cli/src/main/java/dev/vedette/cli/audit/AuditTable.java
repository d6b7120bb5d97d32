package dev.vedette.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.audit.Estimate;
import dev.vedette.core.audit.GateEvidence;
import dev.vedette.core.audit.GateQuality;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A report for people, or as JSON for programs. */
record AuditTable(List<Dimension> dimensions, Map<List<String>, GateEvidence> groups) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void print(PrintWriter out) {
    if (groups.isEmpty()) {
      out.println("nothing was answered or rejected in that time");
      out.flush();
      return;
    }
    List<String> heads = new ArrayList<>(dimensions.stream().map(Spelling::of).toList());
    heads.addAll(
        List.of(
            ">rejected",
            ">unaudited",
            ">audited",
            ">missed",
            "missed ratio",
            ">asked",
            "precision",
            "recall"));
    var table = new Table(heads.toArray(String[]::new));
    groups.forEach(
        (names, known) -> {
          GateQuality quality = GateQuality.of(known);
          List<String> cells = new ArrayList<>(names.stream().map(Spelling::plain).toList());
          cells.addAll(
              List.of(
                  String.valueOf(known.rejected()),
                  String.valueOf(known.unaudited()),
                  String.valueOf(known.audited().answered()),
                  String.valueOf(known.audited().missed()),
                  percent(quality.missedRatio()),
                  String.valueOf(known.asked()),
                  percent(quality.precision()),
                  percent(quality.recall())));
          table.row(cells.toArray(String[]::new));
        });
    table.print(out);
  }

  private static String percent(Estimate estimate) {
    return Table.number(
        "%s (%.2f..%.2f)",
        estimate.isKnown() ? Table.number("%.2f %%", 100 * estimate.value()) : "?",
        100 * estimate.low(),
        100 * estimate.high());
  }

  void printJson(PrintWriter out) {
    groups.forEach(
        (names, known) -> {
          GateQuality quality = GateQuality.of(known);
          ObjectNode row = JSON.createObjectNode();
          for (int i = 0; i < names.size(); i++) {
            row.put(Spelling.of(dimensions.get(i)), names.get(i));
          }
          row.put("rejected", known.rejected())
              .put("unaudited", known.unaudited())
              .put("passed", known.passed())
              .put("audited", known.audited().answered())
              .put("missed", known.audited().missed())
              .put("asked", known.asked())
              .put("confirmed", known.confirmed());
          put(row, "missedRatio", quality.missedRatio());
          put(row, "precision", quality.precision());
          put(row, "recall", quality.recall());
          out.println(row);
        });
    out.flush();
  }

  private static void put(ObjectNode row, String name, Estimate estimate) {
    ObjectNode node = row.putObject(name);
    if (estimate.isKnown()) {
      node.put("estimate", estimate.value());
    } else {
      node.putNull("estimate");
    }
    node.put("low", estimate.low()).put("high", estimate.high());
  }
}
