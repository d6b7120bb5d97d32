package dev.vedette.scenarios.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is told on its command line.
 *
 * @param length of what is measured, warm-up apart
 * @param times a fault comes, where there is one
 * @param out folder for what is written; under {@code load-tests/runs} by date and scenario if null
 * @param unpinned whether the job shares all cores with broker and devices, as on a site
 * @param options of the job or of Flink, over what is shipped
 */
record LoadPlan(
    String scenario,
    Duration length,
    Rate rate,
    Duration warmUp,
    int times,
    long seed,
    double budgetUsd,
    @Nullable Path out,
    boolean unpinned,
    Map<String, String> options) {
  private static final double MOST_MINUTES = 24 * 60;

  LoadPlan {
    options = Map.copyOf(options);
  }

  /** Of a scenario with its own defaults. */
  static LoadPlan parse(Defaults defaults, List<String> args) throws WrongCommandException {
    Duration length = defaults.length();
    Rate rate = defaults.rate();
    Duration warmUp = Duration.ofSeconds(60);
    int times = defaults.times();
    long seed = 1;
    double budgetUsd = 1_000;
    Path out = null;
    boolean unpinned = false;
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      switch (arg) {
        case "--minutes" -> length = minutes(number(arg, value(args, ++i), 0.05, MOST_MINUTES));
        case "--rate" -> rate = Rate.parse(value(args, ++i));
        case "--warm-up" -> warmUp = seconds(number(arg, value(args, ++i), 0, 3_600));
        case "--times" -> times = (int) number(arg, value(args, ++i), 1, 1_000);
        case "--seed" -> seed = (long) number(arg, value(args, ++i), 0, 1e9);
        case "--budget-usd" -> budgetUsd = number(arg, value(args, ++i), 0.01, 1e6);
        case "--out" -> out = Path.of(value(args, ++i));
        case "--unpinned" -> unpinned = true;
        default -> option(arg, options);
      }
    }
    return new LoadPlan(
        defaults.scenario(),
        length,
        rate,
        warmUp,
        times,
        seed,
        budgetUsd,
        out,
        unpinned || defaults.unpinned(),
        options);
  }

  /** What a scenario does if it is told nothing. */
  record Defaults(String scenario, Duration length, Rate rate, int times, boolean unpinned) {}

  private static void option(String arg, Map<String, String> options) throws WrongCommandException {
    int equals = arg.indexOf('=');
    if (!arg.startsWith("-D") || equals < 3) {
      throw new WrongCommandException(
          "unknown argument: %s; 'load-tests/run --help' lists them".formatted(arg));
    }
    options.put(arg.substring(2, equals), arg.substring(equals + 1));
  }

  private static String value(List<String> args, int at) throws WrongCommandException {
    if (at == args.size()) {
      throw new WrongCommandException(args.get(at - 1) + " needs a value");
    }
    return args.get(at);
  }

  private static double number(String name, String text, double least, double most)
      throws WrongCommandException {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new WrongCommandException("%s is not a number: %s".formatted(name, text));
    }
    if (!(value >= least && value <= most)) {
      throw new WrongCommandException(
          "%s is not in %s..%s: %s".formatted(name, plain(least), plain(most), text));
    }
    return value;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? "%.0f".formatted(number) : String.valueOf(number);
  }

  private static Duration minutes(double minutes) {
    return seconds(minutes * 60);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }
}
