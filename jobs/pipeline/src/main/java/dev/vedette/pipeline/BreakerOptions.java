package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import dev.vedette.cloud.road.RoadOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** When a provider is left alone for a while. */
final class BreakerOptions {
  static final ConfigOption<Integer> WINDOW =
      key("vedette.breaker.window")
          .intType()
          .defaultValue(RoadOptions.STANDARD.window())
          .withDescription(
              "Of how many calls to a model at most it is judged whether it can be reached. What it"
                  + " refuses for the question's sake or because of too many calls is no failure.");
  static final ConfigOption<Double> FAILURES =
      key("vedette.breaker.failures")
          .doubleType()
          .defaultValue(RoadOptions.STANDARD.failures())
          .withDescription(
              "Share of these calls without an answer, from which on nothing is asked for a while"
                  + " and the edge answers with 'breaker-open'; judged as soon as so many calls are"
                  + " known as this share of the window. A refused key, an account without"
                  + " credit and a certificate that is not believed count as all of it.");
  static final ConfigOption<Duration> FIRST_WAIT =
      key("vedette.breaker.wait.first")
          .durationType()
          .defaultValue(RoadOptions.STANDARD.firstWait())
          .withDescription(
              "How long nothing is asked, give or take a fifth, before one question finds out"
                  + " whether there is an answer again. It doubles each time there is none.");
  static final ConfigOption<Duration> LONGEST_WAIT =
      key("vedette.breaker.wait.longest")
          .durationType()
          .defaultValue(RoadOptions.STANDARD.longestWait())
          .withDescription("It does not grow beyond this.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL = List.of(WINDOW, FAILURES, FIRST_WAIT, LONGEST_WAIT);

  private BreakerOptions() {}
}
