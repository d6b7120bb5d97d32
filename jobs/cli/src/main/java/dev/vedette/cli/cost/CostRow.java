package dev.vedette.cli.cost;

import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Purpose;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
 * @param auditedEvents of these, events that were drawn: they are among those not asked as well
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
    long auditedEvents,
    long spentMicros,
    long unknownCalls,
    long unknownMicros,
    TokenUsage tokens,
    long simulated,
    @Nullable Avoided avoided) {

  private static final int PER_EVENTS = 1_000;

  /**
   * What was not asked.
   *
   * @param micros what it would have cost
   */
  record Avoided(long events, long micros) {
    private Avoided with(LedgerLine line) {
      return new Avoided(
          Math.addExact(events, Objects.requireNonNull(line.avoided()).events()),
          Math.addExact(micros, line.micros()));
    }
  }

  /**
   * Adds up.
   *
   * @param avoided null where it is not known of these
   */
  static CostRow of(
      List<String> group, List<BookedCall> calls, @Nullable List<LedgerLine> avoided) {
    Set<String> inferences = new HashSet<>();
    Set<String> audits = new HashSet<>();
    Set<List<String>> events = new HashSet<>();
    Set<List<String>> audited = new HashSet<>();
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
      List<String> event = List.of(call.call().tenant(), call.call().eventId());
      events.add(event);
      if (call.call().purpose() == Purpose.AUDIT) {
        audits.add(call.call().inferenceId());
        audited.add(event);
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
    Avoided sum = null;
    if (avoided != null) {
      sum = new Avoided(0, 0);
      for (LedgerLine line : avoided) {
        sum = sum.with(line);
      }
    }
    return new CostRow(
        group,
        made,
        inferences.size(),
        inferences.size() - audits.size(),
        events.size(),
        audited.size(),
        spent,
        unknown,
        unknownMicros,
        tokens,
        simulated,
        sum);
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
    return Optional.ofNullable(avoided)
        .map(known -> askedEvents - auditedEvents + Math.max(known.events(), auditedEvents));
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
