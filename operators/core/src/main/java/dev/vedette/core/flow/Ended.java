package dev.vedette.core.flow;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.gate.Judgement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How events of one minute ended that the gate has judged: what they have in common where they are
 * summed up.
 *
 * @param gate that judged them
 * @param positive whether it found them so
 * @param detail the brain's opinion, the reason of the edge's word, why they do not count, or what
 *     the audit makes of rejected ones; empty otherwise
 * @param beganAt when the minute began in which they were appended, by the broker's clock
 */
public record Ended(
    String tenant,
    String deviceClass,
    String gate,
    boolean positive,
    Outcome outcome,
    String detail,
    Instant beganAt) {
  /** What the brain says of an event that it was asked about: the gate is right. */
  public static final String CONFIRMED = "confirmed";

  /** The same: the gate is wrong. */
  public static final String DENIED = "denied";

  /** Of a rejected event: the brain is asked whether the gate was right. */
  public static final String AUDITED = "audited";

  /** Of a rejected event: none like it is ever audited, so nothing is known of what it shows. */
  public static final String UNAUDITED = "unaudited";

  public static Ended of(EventHeader header, Judgement judgement, Outcome outcome, String detail) {
    return new Ended(
        header.tenant(),
        header.deviceClass(),
        judgement.gate(),
        judgement.positive(),
        outcome,
        detail,
        header.origin().appendedAt().truncatedTo(ChronoUnit.MINUTES));
  }

  /** Names the devices that they came from; a tenant has no slash. */
  public String devices() {
    return tenant + '/' + deviceClass;
  }
}
