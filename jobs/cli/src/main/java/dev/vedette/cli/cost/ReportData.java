package dev.vedette.cli.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.BookedCall;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report for programs: money in whole micro-dollars.
 *
 * @param revenueMicros what an event that is asked about earns; null if nobody said
 */
record ReportData(CostReport report, @Nullable BigDecimal revenueMicros) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final CsvMapper CSV = CsvMapper.csvBuilder().build();

  void writeJson(OutputStream out) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    Observed observed = report.observed();
    root.put("from", observed == null ? null : observed.from().toString());
    root.put("until", observed == null ? null : observed.until().toString());
    root.put("zone", report.zone().getId());
    root.set("total", JSON.valueToTree(fields(report.total())));
    Optional<BigDecimal> month =
        observed == null ? Optional.empty() : observed.monthMicros(report.total().spentMicros());
    root.put("monthMicros", month.orElse(null));
    Optional<BigDecimal> most =
        observed == null ? Optional.empty() : observed.monthMicros(report.total().mostMicros());
    root.put("monthMostMicros", most.orElse(null));
    var rows = root.putArray("rows");
    for (CostRow row : report.rows()) {
      rows.add(JSON.valueToTree(fields(row)));
    }
    var unknown = root.putArray("unknown");
    for (BookedCall call : report.unknown()) {
      unknown
          .addObject()
          .put("requestId", call.call().requestId())
          .put("since", call.firstAt().toString())
          .put("tenant", call.call().tenant())
          .put("device", call.call().device())
          .put("label", call.call().label())
          .put("provider", call.call().provider())
          .put("model", call.call().model())
          .put("mostMicros", call.unknownMicros());
    }
    out.write(JSON.writeValueAsBytes(root));
    out.write('\n');
  }

  /** A line for each row, or the total alone where nothing is told apart. */
  void writeCsv(Writer out) throws IOException {
    List<CostRow> rows = report.dimensions().isEmpty() ? List.of(report.total()) : report.rows();
    CsvSchema.Builder schema = CsvSchema.builder();
    fields(report.total(), true).keySet().forEach(schema::addColumn);
    var lines = CSV.writer(schema.build().withHeader().withLineSeparator("\n")).writeValues(out);
    for (CostRow row : rows) {
      lines.write(fields(row, false));
    }
    lines.flush();
  }

  private Map<String, @Nullable Object> fields(CostRow row) {
    return fields(row, row.group().isEmpty());
  }

  private Map<String, @Nullable Object> fields(CostRow row, boolean isTotal) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < report.dimensions().size(); i++) {
      String name = Spelling.of(report.dimensions().get(i));
      fields.put(name, isTotal ? null : Spelling.plain(row.group().get(i)));
    }
    Avoided avoided = row.avoided();
    TokenUsage tokens = row.tokens();
    fields.put("calls", row.calls());
    fields.put("inferences", row.inferences());
    fields.put("askedEvents", row.askedEvents());
    fields.put("avoidedEvents", avoided == null ? null : avoided.events());
    fields.put("spentMicros", row.spentMicros());
    fields.put("unknownCalls", row.unknownCalls());
    fields.put("unknownMicros", row.unknownMicros());
    fields.put("avoidedMicros", avoided == null ? null : avoided.micros());
    fields.put("freshInputTokens", tokens.freshInput());
    fields.put("cachedInputTokens", tokens.cachedInput());
    fields.put("cacheWriteTokens", tokens.cacheWrite());
    fields.put("outputTokens", tokens.output());
    fields.put("reasoningTokens", tokens.reasoning());
    fields.put("simulatedCalls", row.simulated());
    fields.put("microsPerThousandEvents", row.microsPerThousandEvents().orElse(null));
    fields.put("microsPerThousandAsked", row.microsPerThousandAsked().orElse(null));
    fields.put("earningInferences", row.earning());
    fields.put("avoidedEventsAtMeanPrice", avoided == null ? null : avoided.atMean());
    fields.put("avoidedEventsAtMostPrice", avoided == null ? null : avoided.atMost());
    fields.put("avoidedEventsWithoutPrice", avoided == null ? null : avoided.unpriced());
    BigDecimal revenue = revenueMicros;
    fields.put(
        "marginMicros", revenue == null ? null : row.marginMicros(revenue, false).orElse(null));
    return fields;
  }
}
