package dev.vedette.cli.cost;

import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.AvoidedSum;
import dev.vedette.core.money.BookedCall;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What asking would have cost. The job says so by the latest answers of a device class, and says 0
 * of minutes that were told for the last time before the first one came; what it could not know
 * then is known by the same books. It is rounded down, as savings are not to be overstated.
 */
final class AvoidedPrices {
  private final Map<ClassOf, Mean> answers = new HashMap<>();

  /** Since when the job knows a price. */
  private final Map<ClassOf, Instant> priced = new HashMap<>();

  private final Map<ClassOf, Mean> most = new HashMap<>();

  private record ClassOf(String tenant, String deviceClass) {}

  private record Mean(long calls, long micros) {
    private Mean plus(Mean other) {
      return new Mean(calls + other.calls, Math.addExact(micros, other.micros));
    }

    private long of(long events) {
      return BigDecimal.valueOf(micros)
          .multiply(BigDecimal.valueOf(events))
          .divide(BigDecimal.valueOf(calls), 0, RoundingMode.DOWN)
          .longValueExact();
    }
  }

  /** By what these calls have cost, or may have. */
  static AvoidedPrices of(Collection<BookedCall> calls) {
    var prices = new AvoidedPrices();
    for (BookedCall call : calls) {
      var of = new ClassOf(call.call().tenant(), call.call().deviceClass());
      BookedCall.Settled settled = call.settled();
      if (settled != null) {
        prices.answers.merge(of, new Mean(1, call.spentMicros()), Mean::plus);
        prices.priced.merge(of, settled.at(), (one, other) -> one.isBefore(other) ? one : other);
      }
      if (call.worstMicros() > 0) {
        prices.most.merge(of, new Mean(1, call.worstMicros()), Mean::plus);
      }
    }
    return prices;
  }

  /** What the events of a minute would have cost, as the job says or else as these calls do. */
  Avoided of(AvoidedSum sum) {
    AvoidedCost cost = sum.cost();
    long events = cost.events();
    if (sum.micros() > 0) {
      return new Avoided(events, sum.micros(), 0, 0, 0);
    }
    var of = new ClassOf(cost.tenant(), cost.deviceClass());
    if (!cost.beganAt().isBefore(priced.getOrDefault(of, Instant.MAX))) {
      return new Avoided(events, 0, 0, 0, 0); // the job knew the price, and it was nothing
    }
    @Nullable Mean mean = answers.get(of);
    if (mean != null) {
      return new Avoided(events, mean.of(events), mean.micros() > 0 ? events : 0, 0, 0);
    }
    @Nullable Mean atMost = most.get(of);
    return atMost == null
        ? new Avoided(events, 0, 0, 0, events)
        : new Avoided(events, atMost.of(events), 0, events, 0);
  }
}
