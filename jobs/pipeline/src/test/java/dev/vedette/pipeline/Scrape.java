package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One look at the job's metrics, as Prometheus would see them. */
record Scrape(Map<String, Double> series) {
  private static final Pattern LINE = Pattern.compile("^([a-z_]+)(\\{.*})? ([^ ]+)$");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Scrape of(String url) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    Map<String, Double> series = new TreeMap<>();
    for (String line : answer.body().split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && line.startsWith("vedette_")) {
        String labels = matcher.group(2) == null ? "" : matcher.group(2);
        series.put(matcher.group(1) + labels, number(matcher.group(3)));
      }
    }
    return new Scrape(series);
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
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

  /** The equations an operator can check, where nothing is under way. */
  void assertConservation() {
    long beforeTheQuestion =
        Stream.of("dead-lettered", "duplicate", "late", "rejected", "ignored", "repeat")
            .mapToLong(this::outcome)
            .sum();
    long questions = sum("vedette_questions_total");
    assertThat(beforeTheQuestion + questions).as("outcomes and questions").isEqualTo(received());
    assertThat(outcome("cloud") + outcome("edge")).as("last verdicts").isEqualTo(questions);
  }

  /** The equations of readings, and of the windows that they become. */
  void assertConservationOfReadings(long otherEvents) {
    long outcomes =
        Stream.of("kept", "duplicate", "late", "dead-lettered").mapToLong(this::readings).sum();
    assertThat(outcomes).as("readings").isEqualTo(sum("vedette_readings_received_total"));
    assertThat(windows("complete") + otherEvents).as("events").isEqualTo(received());
  }

  long readings(String outcome) {
    return sum("vedette_readings_total", "outcome=\"" + outcome + "\"");
  }

  long windows(String outcome) {
    return sum("vedette_windows_total", "outcome=\"" + outcome + "\"");
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
}
