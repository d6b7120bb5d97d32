package dev.vedette.pipeline;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions made such that a young job can answer them, and that an answer says something. */
final class PromQl {
  /** Of a job that is hardly older. */
  private static final String SPAN = "2m";

  private static final Pattern RANGE = Pattern.compile("\\[\\w+]");

  private static final Pattern SUBQUERY = Pattern.compile("\\[\\w+:\\w*]");

  /** What compares, not what matches labels: that is without a blank before it. */
  private static final Pattern COMPARISON = Pattern.compile(" (>=|<=|==|!=|>|<) ");

  private static final Pattern ABSENT = Pattern.compile("absent\\(([^()]*)\\)");

  private static final Pattern UNLESS = Pattern.compile("(?s)\\bunless on \\(\\w+\\)(.*)$");

  /** A name with what it is narrowed to; {@code by (job_name)} and functions are none. */
  private static final Pattern SELECTOR =
      Pattern.compile("(?:(?:\\w+:)?vedette_|flink_)[\\w:]+(?:\\{[^}]*})?");

  private PromQl() {}

  /** As Grafana would send it, for the last two minutes. */
  static String ofDashboard(String expression) {
    return shortened(
        expression
            .replace("$__rate_interval", SPAN)
            .replace("$__range", SPAN)
            .replace("$deployment", ".*"));
  }

  /** The same over two minutes, whatever span it is over. */
  static String shortened(String text) {
    String ranges = RANGE.matcher(text).replaceAll("[" + SPAN + "]");
    return SUBQUERY.matcher(ranges).replaceAll("[%s:2s]".formatted(SPAN));
  }

  /** What an expression is made of: series that have to be there, whatever is made of them. */
  static Set<String> selectors(String expression) {
    Set<String> selectors = new TreeSet<>();
    Matcher matcher = SELECTOR.matcher(expression);
    while (matcher.find()) {
      selectors.add(matcher.group());
    }
    return selectors;
  }

  /**
   * A rule of which each comparison answers 0 or 1: where both of its sides have series that fit
   * together it has an answer, also while there is nothing to tell.
   */
  static String answering(String rule) {
    String present = ABSENT.matcher(rule).replaceAll("$1");
    String all = UNLESS.matcher(present).replaceAll("and on (job_name)$1");
    return COMPARISON.matcher(all).replaceAll(" $1 bool ");
  }
}
