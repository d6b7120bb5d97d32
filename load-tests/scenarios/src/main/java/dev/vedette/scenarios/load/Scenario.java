package dev.vedette.scenarios.load;

import java.util.List;

/** A load test that has a name and a command. */
interface Scenario {
  LoadPlan.Defaults defaults();

  /** In one line, for the help. */
  String about();

  List<Scene> scenes(LoadPlan plan);

  /** What can only be said when all scenes have been played. */
  default List<Finding> conclude(List<Play> plays) {
    return List.of();
  }
}
