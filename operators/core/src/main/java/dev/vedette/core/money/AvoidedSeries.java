package dev.vedette.core.money;

import java.time.Instant;

/** Of whom and why minutes of avoided cost are. */
record AvoidedSeries(String tenant, String deviceClass, String gate, String cause) {
  static AvoidedSeries of(AvoidedCost cost) {
    return new AvoidedSeries(cost.tenant(), cost.deviceClass(), cost.gate(), cost.cause());
  }

  AvoidedCost cost(Instant beganAt, long events) {
    return new AvoidedCost(tenant, deviceClass, gate, cause, beganAt, events);
  }
}
