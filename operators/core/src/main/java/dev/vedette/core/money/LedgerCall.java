package dev.vedette.core.money;

import dev.vedette.core.audit.Draw;
import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/**
 * The call that a ledger line is about.
 *
 * @param attempt 1 for the first call of this inference
 * @param repeat whether an earlier attempt may have been billed as well
 * @param score the gate's
 * @param grantedAt when leave for it was given, to the microsecond: it names the grant, and the
 *     period in whose budget the call counts
 * @param share of an audit: the share of the rejected events that were drawn when its event was; 1
 *     otherwise
 */
public record LedgerCall(
    String inferenceId,
    int attempt,
    boolean repeat,
    String eventId,
    String tenant,
    String device,
    String deviceClass,
    String label,
    String gate,
    double score,
    String provider,
    String model,
    String priceVersion,
    Instant grantedAt,
    Purpose purpose,
    double share) {
  public LedgerCall {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt < 1: " + attempt);
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share is not above 0 and at most 1: " + share);
    }
  }

  /** A call about what the gate has found. */
  public LedgerCall(
      String inferenceId,
      int attempt,
      boolean repeat,
      String eventId,
      String tenant,
      String device,
      String deviceClass,
      String label,
      String gate,
      double score,
      String provider,
      String model,
      String priceVersion,
      Instant grantedAt) {
    this(
        inferenceId,
        attempt,
        repeat,
        eventId,
        tenant,
        device,
        deviceClass,
        label,
        gate,
        score,
        provider,
        model,
        priceVersion,
        grantedAt,
        Purpose.QUESTION,
        1);
  }

  public static LedgerCall of(Grant grant, Brain brain) {
    Question question = grant.question();
    Draw draw = question.draw();
    return new LedgerCall(
        question.inferenceId(),
        grant.attempt(),
        grant.repeat(),
        question.header().eventId(),
        question.header().tenant(),
        question.header().device(),
        question.header().deviceClass(),
        question.judgement().label(),
        question.judgement().gate(),
        question.judgement().score(),
        brain.provider(),
        brain.model(),
        brain.priceVersion(),
        grant.grantedAt(),
        question.purpose(),
        draw == null ? 1 : draw.share());
  }

  /**
   * The same, with the names that many calls have in common.
   *
   * @param shared has of equal names one
   */
  LedgerCall named(UnaryOperator<String> shared) {
    return new LedgerCall(
        inferenceId,
        attempt,
        repeat,
        eventId,
        shared.apply(tenant),
        shared.apply(device),
        shared.apply(deviceClass),
        shared.apply(label),
        shared.apply(gate),
        score,
        shared.apply(provider),
        shared.apply(model),
        shared.apply(priceVersion),
        grantedAt,
        purpose,
        share);
  }

  public Account account() {
    return new Account(tenant, deviceClass, label);
  }

  /** The leave under which it was made. */
  public LedgerGrant grant() {
    return new LedgerGrant(inferenceId, grantedAt);
  }

  /**
   * What the provider is told, to compare its books with ours. No two calls have the same, not even
   * if an event comes again long after its calls were forgotten and their numbers begin anew.
   */
  public String requestId() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, grantedAt);
    String grant = micros == 0 ? "" : '-' + Long.toString(micros, Character.MAX_RADIX);
    return inferenceId + grant + '-' + attempt;
  }
}
