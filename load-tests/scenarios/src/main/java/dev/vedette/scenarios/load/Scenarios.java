package dev.vedette.scenarios.load;

import java.util.List;
import java.util.stream.Collectors;

/** All scenarios by name. */
final class Scenarios {
  private static final List<Scenario> ALL =
      List.of(
          new Steady(),
          new Burst(),
          new SkewedDevices(),
          new Outage(),
          new RollingRestart(),
          new Soak(),
          new Scale(),
          new Backpressure(),
          new Kill());

  private Scenarios() {}

  static Scenario named(String name) throws WrongCommandException {
    return ALL.stream()
        .filter(one -> one.defaults().scenario().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongCommandException(
                    "unknown scenario: %s; there are %s, and capacity"
                        .formatted(
                            name,
                            ALL.stream()
                                .map(one -> one.defaults().scenario())
                                .collect(Collectors.joining(", ")))));
  }

  static List<Scenario> all() {
    return ALL;
  }
}
