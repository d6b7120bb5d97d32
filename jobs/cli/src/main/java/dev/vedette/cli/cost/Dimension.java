package dev.vedette.cli.cost;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.BookedCall;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** By what costs are told apart. */
enum Dimension {
  TENANT,
  DEVICE,
  CLASS,
  LABEL,
  MODEL,
  PROVIDER,
  PURPOSE,
  DAY;

  String of(BookedCall call, ZoneId zone) {
    return switch (this) {
      case TENANT -> call.call().tenant();
      case DEVICE -> call.call().device();
      case CLASS -> call.call().deviceClass();
      case LABEL -> call.call().label();
      case MODEL -> call.call().model();
      case PROVIDER -> call.call().provider();
      case PURPOSE -> Spelling.of(call.call().purpose());
      case DAY -> day(call.countsAt(), zone);
    };
  }

  /** Empty where the ledger does not tell avoided cost apart by it. */
  Optional<String> of(AvoidedCost cost, ZoneId zone) {
    return switch (this) {
      case TENANT -> Optional.of(cost.tenant());
      case CLASS -> Optional.of(cost.deviceClass());
      case DAY -> Optional.of(day(cost.beganAt(), zone));
      case DEVICE, LABEL, MODEL, PROVIDER, PURPOSE -> Optional.empty();
    };
  }

  /** Whether the ledger tells avoided cost apart by it. */
  boolean isOfAvoided() {
    return this == TENANT || this == CLASS || this == DAY;
  }

  private static String day(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDate().toString();
  }
}
