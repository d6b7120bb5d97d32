package dev.vedette.cli.verdicts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.gate.Region;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A verdict as a line: for people, or as JSON for programs. */
final class VerdictPrinter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final boolean json;

  VerdictPrinter(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void print(Verdict verdict) {
    out.println(json ? json(verdict) : line(verdict));
    out.flush();
  }

  static String line(Verdict verdict) {
    return String.format(
        Locale.ROOT,
        "%s  %s  %s %.2f  %s  %s  (%s#%d%s)",
        verdict.decidedAt().truncatedTo(ChronoUnit.MILLIS),
        Spelling.plain(verdict.header().deviceKey()),
        Spelling.plain(verdict.judgement().label()),
        verdict.judgement().score(),
        said(verdict),
        took(verdict),
        Spelling.plain(verdict.header().eventId()),
        verdict.revision(),
        verdict.last() ? "" : ", for now");
  }

  private static String said(Verdict verdict) {
    Answer answer = verdict.answer();
    Reason reason = verdict.reason();
    return answer == null
        ? "edge: %s, %s"
            .formatted(reason == null ? "" : reason.wireName(), Spelling.plain(verdict.text()))
        : "cloud: %s, %s  $%s"
            .formatted(
                Spelling.of(answer.opinion()), Spelling.plain(answer.text()), dollars(answer));
  }

  private static String dollars(Answer answer) {
    return BigDecimal.valueOf(answer.costMicros(), 6).toPlainString();
  }

  private static String took(Verdict verdict) {
    return String.format(Locale.ROOT, "%.3f s", verdict.times().captureToVerdictMicros() / 1e6);
  }

  static String json(Verdict verdict) {
    ObjectNode node = JSON.createObjectNode();
    var header = verdict.header();
    node.put("event", header.eventId())
        .put("revision", verdict.revision())
        .put("last", verdict.last())
        .put("tenant", header.tenant())
        .put("device", header.device())
        .put("deviceClass", header.deviceClass())
        .put("capturedAt", header.capturedAt().toString())
        .put("decidedAt", verdict.decidedAt().toString())
        .put("gate", verdict.judgement().gate())
        .put("label", verdict.judgement().label())
        .put("score", verdict.judgement().score())
        .put("text", verdict.text())
        .put("episode", verdict.episodeId())
        .put("by", Spelling.of(verdict.by()));
    Region region = verdict.judgement().region();
    if (region != null) {
      node.putObject("region")
          .put("left", region.left())
          .put("top", region.top())
          .put("right", region.right())
          .put("bottom", region.bottom());
    }
    Reason reason = verdict.reason();
    if (reason != null) {
      node.put("reason", reason.wireName());
    }
    Answer answer = verdict.answer();
    if (answer != null) {
      node.put("opinion", Spelling.of(answer.opinion()))
          .put("costMicros", answer.costMicros())
          .put("provider", answer.provider())
          .put("model", answer.model())
          .put("simulated", answer.simulated());
    }
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is JSON", e);
    }
  }
}
