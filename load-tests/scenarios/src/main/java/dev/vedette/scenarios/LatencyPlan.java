package dev.vedette.scenarios;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@link GateLatency} is told beside what every scenario is.
 *
 * @param load share of the maximum rate at which the gate is paced
 */
record LatencyPlan(double load, Arguments run) {
  LatencyPlan {
    if (!(load > 0 && load < 1)) {
      throw new IllegalArgumentException("--load is not between 0 and 1: " + load);
    }
  }

  static LatencyPlan parse(String... args) {
    double load = 0.5;
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--load")) {
        load = Double.parseDouble(Arguments.value(args, ++i));
      } else {
        rest.add(args[i]);
      }
    }
    return new LatencyPlan(load, Arguments.parse(rest.toArray(String[]::new)));
  }
}
