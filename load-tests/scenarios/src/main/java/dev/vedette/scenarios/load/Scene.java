package dev.vedette.scenarios.load;

import dev.vedette.simulators.load.FleetPlan;

/**
 * A site, the devices before it and what happens.
 *
 * @param label of it, where a scenario has several; empty otherwise
 */
record Scene(String label, SiteSetup setup, FleetPlan fleet, Script script) {
  /** One subtask and the usual devices. */
  static Scene usual(LoadPlan plan, Script script) {
    return of(SiteSetup.one(), FleetPlan.USUAL.withSeed(plan.seed()), script);
  }

  static Scene of(SiteSetup setup, FleetPlan fleet, Script script) {
    return new Scene("", setup, fleet, script);
  }
}
