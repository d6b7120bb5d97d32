package dev.vedette.scenarios.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a run as RFC 4180 has them; a value that is not there is empty. */
final class SeriesCsv {
  private SeriesCsv() {}

  static String of(List<Row> rows) {
    var reasons = new TreeSet<String>();
    rows.forEach(row -> reasons.addAll(row.verdictsPerSecond().keySet()));
    List<String> lines = new ArrayList<>();
    lines.add(
        "second,phase,sent_per_s,judged_per_s,asked_per_s,alerts,p50_ms,p99_ms,backlog,pending,"
            + "rss_mb,cpu_cores,checkpoint_cores,state_mb,checkpoint_s,stolen_ms_per_s"
            + reasons.stream()
                .map(reason -> ",verdicts_%s_per_s".formatted(reason.replace('-', '_')))
                .collect(Collectors.joining()));
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      cells.add(number(row.second()));
      cells.add(quoted(row.phase()));
      cells.add(number(row.sentPerSecond()));
      cells.add(number(row.judgedPerSecond()));
      cells.add(number(row.askedPerSecond()));
      cells.add(String.valueOf(row.alerts()));
      cells.add(number(row.p50Millis()));
      cells.add(number(row.p99Millis()));
      cells.add(String.valueOf(row.backlog()));
      cells.add(String.valueOf(row.pending()));
      cells.add(number(row.residentMegabytes()));
      cells.add(number(row.cpuCores()));
      cells.add(number(row.checkpointCores()));
      cells.add(number(row.stateMegabytes()));
      cells.add(number(row.checkpointSeconds()));
      cells.add(number(row.stolenMillisPerSecond()));
      reasons.forEach(
          reason -> cells.add(number(row.verdictsPerSecond().getOrDefault(reason, 0.0))));
      lines.add(String.join(",", cells));
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
