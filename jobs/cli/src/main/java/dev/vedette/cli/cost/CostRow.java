package dev.vedette.cli.cost;

import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.Purpose;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What some of the ledger's calls come to.
 *
 * @param group what they have in common, in the order of the report's dimensions
 * @param calls that went out and were not released
 * @param inferences that these were made for: one may take several calls
 * @param earning inferences that earn something: all but audits, which nobody has asked for
 * @param askedEvents that these were made about
 * @param tokens that answers were billed for
 * @param simulated answers of a simulated provider
 * @param avoided null where the ledger does not tell it apart so
 */
record CostRow(
    List<String> group,
    long calls,
    long inferences,
    long earning,
    long askedEvents,
    long spentMicros,
    long unknownCalls,
    long unknownMicros,
    TokenUsage tokens,
    long simulated,
    @Nullable Avoided avoided) {

  private static final int PER_EVENTS = 1_000;

  /**
   * Adds up.
   *
   * @param avoided null where it is not known of these
   */
  static CostRow of(List<String> group, List<BookedCall> calls, @Nullable Avoided avoided) {
    Set<String> inferences = new HashSet<>();
    Set<String> audits = new HashSet<>();
    Map<String, Set<String>> events = new HashMap<>();
    long made = 0;
    long spent = 0;
    long unknown = 0;
    long unknownMicros = 0;
    long simulated = 0;
    TokenUsage tokens = new TokenUsage(0, 0, 0);
    for (BookedCall call : calls) {
      if (call.standing() == BookedCall.Standing.RELEASED) {
        continue;
      }
      made++;
      inferences.add(call.call().inferenceId());
      add(call.call(), events);
      if (call.call().purpose() == Purpose.AUDIT) {
        audits.add(call.call().inferenceId());
      }
      spent = Math.addExact(spent, call.spentMicros());
      unknown += call.isUnknown() ? 1 : 0;
      unknownMicros = Math.addExact(unknownMicros, call.unknownMicros());
      BookedCall.Settled settled = call.settled();
      if (settled != null) {
        tokens = sum(tokens, settled.usage());
        simulated += settled.simulated() ? 1 : 0;
      }
    }
    return new CostRow(
        group,
        made,
        inferences.size(),
        inferences.size() - audits.size(),
        count(events),
        spent,
        unknown,
        unknownMicros,
        tokens,
        simulated,
        avoided);
  }

  /** An event's name is its own within its tenant. */
  private static void add(LedgerCall call, Map<String, Set<String>> events) {
    events.computeIfAbsent(call.tenant(), same -> new HashSet<>()).add(call.eventId());
  }

  private static long count(Map<String, Set<String>> events) {
    return events.values().stream().mapToLong(Set::size).sum();
  }

  private static TokenUsage sum(TokenUsage one, TokenUsage other) {
    return new TokenUsage(
        one.freshInput() + other.freshInput(),
        one.cachedInput() + other.cachedInput(),
        one.cacheWrite() + other.cacheWrite(),
        one.output() + other.output(),
        one.reasoning() + other.reasoning());
  }

  /** With all that is unknown, at its worst case. */
  long mostMicros() {
    return Math.addExact(spentMicros, unknownMicros);
  }

  /** Events asked about and events avoided; empty where the latter are not known. */
  Optional<Long> events() {
    return Optional.ofNullable(avoided).map(known -> askedEvents + known.events());
  }

  /** What a thousand events cost, to the nearest micro-dollar; empty where there are none. */
  Optional<BigDecimal> microsPerThousandEvents() {
    return events()
        .filter(events -> events > 0)
        .map(
            events ->
                BigDecimal.valueOf(spentMicros)
                    .multiply(BigDecimal.valueOf(PER_EVENTS))
                    .divide(BigDecimal.valueOf(events), 0, RoundingMode.HALF_UP));
  }

  /** The same of a thousand that were asked about. */
  Optional<BigDecimal> microsPerThousandAsked() {
    return askedEvents == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(spentMicros)
                .multiply(BigDecimal.valueOf(PER_EVENTS))
                .divide(BigDecimal.valueOf(askedEvents), 0, RoundingMode.HALF_UP));
  }

  /**
   * What is left of the revenue of an inference that earns, to the nearest micro-dollar, once all
   * are paid, audits too; empty without one.
   *
   * @param unknownToo whether calls of which it is unknown count at their worst case
   */
  Optional<BigDecimal> marginMicros(BigDecimal revenueMicros, boolean unknownToo) {
    if (earning == 0) {
      return Optional.empty();
    }
    long cost = unknownToo ? mostMicros() : spentMicros;
    return Optional.of(
        revenueMicros
            .multiply(BigDecimal.valueOf(earning))
            .subtract(BigDecimal.valueOf(cost))
            .divide(BigDecimal.valueOf(earning), 0, RoundingMode.HALF_UP));
  }
}
