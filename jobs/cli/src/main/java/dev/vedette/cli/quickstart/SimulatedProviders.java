package dev.vedette.cli.quickstart;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;

/** Starts the simulated provider of a quickstart. */
final class SimulatedProviders {
  /** One answer in a hundred takes two and a half times the median. */
  private static final double SIGMA = 0.4;

  private SimulatedProviders() {}

  /** It stands there unused where the plan names a real one: a listening socket costs nothing. */
  static SimulatedProvider startFor(QuickstartPlan plan) throws FailedCommandException {
    try {
      return SimulatedProvider.start(
          ProviderScript.faultless().taking(Latency.logNormal(plan.cloudLatency(), SIGMA)));
    } catch (IOException e) {
      throw new FailedCommandException(
          "no simulated provider starts on loopback: " + e.getMessage(), e);
    }
  }
}
