package dev.vedette.scenarios.load;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code load-tests/run --help} says. */
final class Usage {
  private Usage() {}

  static String text() {
    return """
        usage: load-tests/run SCENARIO [options]
               load-tests/run capacity

        Runs the job as it is shipped under load, on a Flink cluster of separate JVMs, and writes
        CSV, JSON and a page with plots.

        scenarios, with the length and the rate that they have by themselves:
        %s
          capacity         prints the arithmetic from one core to 10,000 cameras, out of load-tests/results

        options:
          --minutes N      how long is measured, warm-up apart; 0.5 is half a minute
          --rate N | N%%    events a second, or a share of the most that the job can do, which is
                           then measured first
          --warm-up N      seconds of load as fast as the job can, which do not count; 60
          --times N        how often a fault comes, where there is one
          --seed N         of all that is drawn by lot; 1
          --budget-usd N   hard limit of a month, which nothing may exceed; 1000
          --out FOLDER     for what is written; load-tests/runs/DATE-SCENARIO if unset
          --unpinned       the job shares all cores with broker, devices and provider
          -Dkey=value      an option of the job or of Flink, over what is shipped

        exit codes:
        %s
        """
        .formatted(
            Scenarios.all().stream().map(Usage::line).collect(Collectors.joining("\n")),
            Stream.of(ExitCode.values())
                .map(code -> "  %d  %s".formatted(code.code(), code.meaning()))
                .collect(Collectors.joining("\n")));
  }

  private static String line(Scenario scenario) {
    LoadPlan.Defaults defaults = scenario.defaults();
    return String.format(
        Locale.ROOT,
        "  %-16s %s (%s min, %.0f%%)",
        defaults.scenario(),
        scenario.about(),
        defaults.length().toMinutes(),
        defaults.rate().value() * 100);
  }
}
