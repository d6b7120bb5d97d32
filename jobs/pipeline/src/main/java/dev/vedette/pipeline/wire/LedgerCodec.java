package dev.vedette.pipeline.wire;

import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.BillingEvidence;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerGrant;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Purpose;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.verdict.Reason;
import java.io.Serializable;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Ledger lines to and from the topic. What is read is what was written, paid answers included; only
 * times are cut to the microsecond.
 *
 * <p>Thread-safe.
 */
public final class LedgerCodec implements Serializable {
  private static final long serialVersionUID = 1;

  private final RecordCodec<dev.vedette.avro.LedgerLine> records;

  public LedgerCodec(WireOptions options, String topic) {
    this.records = new RecordCodec<>(options, topic, dev.vedette.avro.LedgerLine.class);
  }

  public Encoded encode(LedgerLine line) throws SchemaRegistryException {
    return records.encode(toAvro(line));
  }

  /**
   * Reads a line.
   *
   * @throws UnreadableRecordException also for a line of a kind that only a newer version knows:
   *     whoever adds up money must not pass over what it cannot read
   */
  public LedgerLine decode(Headers headers, byte @Nullable [] value)
      throws UnreadableRecordException, SchemaRegistryException {
    return records.decode(headers, value, LedgerCodec::fromAvro);
  }

  private static dev.vedette.avro.LedgerLine toAvro(LedgerLine line) {
    LedgerCall call = line.call();
    Reason reason = line.reason();
    LedgerGrant grant = line.grant();
    AvoidedCost avoided = line.avoided();
    BillingEvidence evidence = line.evidence();
    Repeats repeats = line.repeats();
    return dev.vedette.avro.LedgerLine.newBuilder()
        .setEntry(Words.of(line.entry()))
        .setAccountKey(line.accountKey())
        .setAt(line.at())
        .setAmountMicroUsd(line.micros())
        .setCall(call == null ? null : toAvro(call))
        .setAnswer(AvroParts.answer(line.answer()))
        .setReason(reason == null ? null : Words.of(reason))
        .setEpoch(line.epoch())
        .setGrant(grant == null ? null : toAvro(grant))
        .setAvoided(avoided == null ? null : toAvro(avoided))
        .setEvidence(evidence == null ? null : evidence.place())
        .setCountedMicroUsd(evidence == null ? 0 : evidence.countedMicros())
        .setRepeats(
            repeats == null
                ? null
                : new dev.vedette.avro.Repeats(repeats.inferenceId(), repeats.events()))
        .build();
  }

  private static LedgerLine fromAvro(dev.vedette.avro.LedgerLine avro)
      throws UnreadableRecordException {
    dev.vedette.avro.LedgerCall call = avro.getCall();
    String reason = avro.getReason();
    dev.vedette.avro.LedgerGrant grant = avro.getGrant();
    dev.vedette.avro.AvoidedCost avoided = avro.getAvoided();
    String place = avro.getEvidence();
    dev.vedette.avro.Repeats repeats = avro.getRepeats();
    return new LedgerLine(
        Words.parse(LedgerLine.Entry.class, avro.getEntry()),
        avro.getAccountKey(),
        avro.getAt(),
        avro.getAmountMicroUsd(),
        call == null ? null : fromAvro(call),
        AvroParts.answer(avro.getAnswer()),
        reason == null ? null : Words.parse(Reason.class, reason),
        avro.getEpoch(),
        grant == null ? null : new LedgerGrant(grant.getInferenceId(), grant.getGrantedAt()),
        avoided == null ? null : fromAvro(avoided),
        place == null ? null : new BillingEvidence(place, avro.getCountedMicroUsd()),
        repeats == null ? null : new Repeats(repeats.getInferenceId(), repeats.getEvents()));
  }

  private static dev.vedette.avro.LedgerGrant toAvro(LedgerGrant grant) {
    return new dev.vedette.avro.LedgerGrant(grant.inferenceId(), grant.grantedAt());
  }

  private static dev.vedette.avro.AvoidedCost toAvro(AvoidedCost avoided) {
    return new dev.vedette.avro.AvoidedCost(
        avoided.tenant(),
        avoided.deviceClass(),
        avoided.gate(),
        avoided.cause(),
        avoided.beganAt(),
        avoided.events());
  }

  private static AvoidedCost fromAvro(dev.vedette.avro.AvoidedCost avro) {
    return new AvoidedCost(
        avro.getTenant(),
        avro.getDeviceClass(),
        avro.getGate(),
        avro.getCause(),
        avro.getBeganAt(),
        avro.getEvents());
  }

  private static dev.vedette.avro.LedgerCall toAvro(LedgerCall call) {
    return new dev.vedette.avro.LedgerCall(
        call.inferenceId(),
        call.attempt(),
        call.repeat(),
        call.eventId(),
        call.tenant(),
        call.device(),
        call.deviceClass(),
        call.label(),
        call.gate(),
        call.score(),
        call.provider(),
        call.model(),
        call.priceVersion(),
        call.grantedAt(),
        Words.of(call.purpose()),
        call.share());
  }

  private static LedgerCall fromAvro(dev.vedette.avro.LedgerCall call)
      throws UnreadableRecordException {
    return new LedgerCall(
        call.getInferenceId(),
        call.getAttempt(),
        call.getRepeat(),
        call.getEventId(),
        call.getTenant(),
        call.getDevice(),
        call.getDeviceClass(),
        call.getLabel(),
        call.getGate(),
        call.getScore(),
        call.getProvider(),
        call.getModel(),
        call.getPriceVersion(),
        call.getGrantedAt(),
        Words.parse(Purpose.class, call.getPurpose()),
        call.getAuditShare());
  }
}
