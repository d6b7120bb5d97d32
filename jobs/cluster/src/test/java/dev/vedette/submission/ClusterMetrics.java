package dev.vedette.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One look at the metrics of all processes of a cluster that are there, added up. */
record ClusterMetrics(Map<String, Double> series) {
  private static final Pattern LINE = Pattern.compile("^([a-z_]+)(\\{.*})? ([^ ]+)$");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  /** Of the reporters that took one of so many ports from one on. */
  static ClusterMetrics of(int firstPort, int ports) throws IOException, InterruptedException {
    Map<String, Double> series = new TreeMap<>();
    for (int port = firstPort; port < firstPort + ports; port++) {
      for (String line : lines(port)) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches() && line.startsWith("vedette_")) {
          String labels = matcher.group(2) == null ? "" : matcher.group(2);
          series.merge(matcher.group(1) + labels, Double.parseDouble(number(matcher)), Double::sum);
        }
      }
    }
    return new ClusterMetrics(series);
  }

  private static String number(Matcher matcher) {
    return matcher.group(3).replace("+Inf", "Infinity");
  }

  private static String[] lines(int port) throws IOException, InterruptedException {
    try {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port)))
              .timeout(Duration.ofSeconds(5))
              .build();
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body().split("\n", -1);
    } catch (ConnectException e) {
      return new String[0]; // nobody has taken this port
    }
  }

  /** The sum over all series of a family that have all of these label="value" pairs. */
  long sum(String family, String... labels) {
    return Math.round(
        series.entrySet().stream()
            .filter(e -> e.getKey().equals(family) || e.getKey().startsWith(family + "{"))
            .filter(e -> Arrays.stream(labels).allMatch(e.getKey()::contains))
            .mapToDouble(Map.Entry::getValue)
            .sum());
  }

  long received() {
    return sum("vedette_events_received_total");
  }

  long settled() {
    return sum("vedette_events_total");
  }

  long outcome(String outcome) {
    return sum("vedette_events_total", "outcome=\"" + outcome + "\"");
  }

  /** Less was ordered than all faces cost, and what went beyond it the edge answered. */
  void assertLimited() {
    assertThat(outcome("edge")).as("denied by the budget").isPositive();
    assertThat(outcome("cloud")).isPositive();
  }
}
