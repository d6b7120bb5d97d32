package dev.vedette.cli.gate;

import dev.vedette.core.gate.Head;
import dev.vedette.core.learning.TeachingPlan;
import org.jspecify.annotations.Nullable;

/**
 * What is taught to what.
 *
 * @param gate with its version
 * @param inService the head that the candidate is compared with
 * @param deviceClass of which a threshold is learnt; null where a whole head is
 * @param variants of the network that see the pictures
 */
record TeachSetting(
    String gate, Head inService, @Nullable String deviceClass, String variants, TeachingPlan plan) {

  /** At which the head in service decides what comes from these devices. */
  double thresholdInService() {
    return deviceClass == null
        ? inService.thresholds().usual()
        : inService.thresholds().of(deviceClass);
  }
}
