package dev.vedette.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dashboard and the alerts that are shipped, as their files say. */
final class MonitoringFiles {
  static final Path FOLDER = Path.of("../metrics");
  static final Path ALERTS = FOLDER.resolve("alerts");
  static final Path RULES = ALERTS.resolve("vedette.rules.yaml");
  static final Path DASHBOARD = FOLDER.resolve("dashboards/vedette.json");

  /** What 'vedette cost reconcile' leaves for Prometheus, to the letter. */
  static final Path RECONCILED = FOLDER.resolve("src/test/resources/reconciled.prom");

  /** A name in an expression, not within the name of a recorded series or a label's value. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w:\"])(?:vedette|flink)_\\w+(?![\\w:])");

  private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");

  private MonitoringFiles() {}

  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(DASHBOARD.toFile());
  }

  /** The panels that show something, without the rows between them. */
  static List<JsonNode> panels() throws IOException {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : dashboard().path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** The dashboard's expressions, by panel and letter. */
  static Map<String, String> expressions() throws IOException {
    Map<String, String> expressions = new TreeMap<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        expressions.put(
            "%s (%s)".formatted(panel.path("title").asText(), target.path("refId").asText()),
            target.path("expr").asText());
      }
    }
    return expressions;
  }

  static String rules() throws IOException {
    return Files.readString(RULES);
  }

  static Set<String> alerts() throws IOException {
    Set<String> alerts = new TreeSet<>();
    Matcher matcher = ALERT.matcher(rules());
    while (matcher.find()) {
      alerts.add(matcher.group(1));
    }
    return alerts;
  }

  /** The metrics that an expression, or a file of them, names. */
  static Set<String> metrics(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
