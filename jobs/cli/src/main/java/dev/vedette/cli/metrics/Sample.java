package dev.vedette.cli.metrics;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a scrape. */
record Sample(String name, Map<String, String> labels, double value) {
  Sample {
    labels = Map.copyOf(labels);
  }

  boolean has(String label, String wanted) {
    return wanted.equals(labels.get(label));
  }

  /** Null for what is no sample: an empty line or a comment. */
  static @Nullable Sample parse(String line) {
    if (line.isBlank() || line.charAt(0) == '#') {
      return null;
    }
    return new Line(line).sample();
  }

  /** A line of Prometheus's text format 0.0.4, read from left to right. */
  private static final class Line {
    private final String line;
    private int at;

    Line(String line) {
      this.line = line;
    }

    Sample sample() {
      String name = until("{ ");
      Map<String, String> labels = new HashMap<>();
      if (here() == '{') {
        at++;
        while (here() != '}') {
          String label = until("=");
          expect('=');
          labels.put(label, quoted());
          if (here() == ',') {
            at++;
          }
        }
        expect('}');
      }
      // A time stamp may follow the value.
      String value = line.substring(at).trim().split(" ", 2)[0];
      return new Sample(name, labels, number(value));
    }

    private String quoted() {
      expect('"');
      var text = new StringBuilder();
      while (here() != '"') {
        char c = line.charAt(at++);
        if (c == '\\') {
          char escaped = here();
          at++;
          text.append(escaped == 'n' ? '\n' : escaped);
        } else {
          text.append(c);
        }
      }
      expect('"');
      return text.toString();
    }

    private String until(String ends) {
      int from = at;
      while (ends.indexOf(here()) < 0) {
        at++;
      }
      return line.substring(from, at);
    }

    private void expect(char c) {
      if (here() != c) {
        throw new IllegalArgumentException("not a sample: " + line);
      }
      at++;
    }

    private char here() {
      if (at >= line.length()) {
        throw new IllegalArgumentException("not a sample: " + line);
      }
      return line.charAt(at);
    }

    private double number(String text) {
      return switch (text) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        case "NaN" -> Double.NaN;
        default -> {
          try {
            yield Double.parseDouble(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a sample: " + line, e);
          }
        }
      };
    }
  }
}
