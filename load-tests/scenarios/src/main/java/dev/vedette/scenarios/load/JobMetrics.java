package dev.vedette.scenarios.load;

import dev.vedette.flink.MetricNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One look at the metrics of all processes of a cluster that are there, added up. */
record JobMetrics(Map<String, Double> series) {
  private static final Pattern LINE = Pattern.compile("^(vedette_[a-z_]+)(\\{.*})? ([^ ]+)$");
  private static final int PATIENCE_MILLIS = 3_000;

  /** All that is asked for: to write out every series each second takes 3 % of a core. */
  private static final Set<String> WANTED =
      Set.of(
          MetricNames.EVENTS,
          MetricNames.EVENTS_RECEIVED,
          MetricNames.IN_FLIGHT,
          MetricNames.DEFERRED_QUESTIONS,
          MetricNames.ADMIT_READY,
          MetricNames.DEAD_LETTERS_HELD_BYTES,
          MetricNames.DEAD_LETTERS_THINNED);

  private static final String QUERY =
      WANTED.stream().map(name -> "name%5B%5D=" + name).collect(Collectors.joining("&", "?", ""));

  /** Of the reporters that took one of these ports; whoever is gone or late has none. */
  static JobMetrics read(int firstPort, int ports) {
    Map<String, Double> series = new HashMap<>();
    for (int port = firstPort; port < firstPort + ports; port++) {
      for (String line : lines(port)) {
        add(line, series);
      }
    }
    return new JobMetrics(series);
  }

  static void add(String line, Map<String, Double> series) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      String labels = matcher.group(2) == null ? "" : matcher.group(2);
      double value = Double.parseDouble(matcher.group(3).replace("Inf", "Infinity"));
      series.merge(matcher.group(1) + labels, value, Double::sum);
    }
  }

  private static List<String> lines(int port) {
    try {
      URLConnection connection =
          URI.create("http://127.0.0.1:%d/metrics%s".formatted(port, QUERY))
              .toURL()
              .openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      try (var in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        return in.lines().toList();
      }
    } catch (ConnectException e) {
      return List.of(); // nobody has taken this port
    } catch (SocketException | SocketTimeoutException | UncheckedIOException e) {
      return List.of(); // it was ended while it answered, or is about to be
    } catch (IOException e) {
      throw new UncheckedIOException("no metrics at port " + port, e);
    }
  }

  /** The sum over all series of a family whose labels contain this. */
  double sum(String family, String label) {
    if (!WANTED.contains(family)) {
      throw new IllegalArgumentException("nobody asks the job for " + family);
    }
    return series.entrySet().stream()
        .filter(one -> one.getKey().equals(family) || one.getKey().startsWith(family + "{"))
        .filter(one -> one.getKey().contains(label))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** How many subtasks tell of a family of which each has one series. */
  long subtasks(String family) {
    return series.keySet().stream()
        .filter(key -> key.equals(family) || key.startsWith(family + "{"))
        .count();
  }

  long count(String family) {
    return Math.round(sum(family, ""));
  }

  long outcome(String outcome) {
    return Math.round(sum(MetricNames.EVENTS, "outcome=\"%s\"".formatted(outcome)));
  }
}
