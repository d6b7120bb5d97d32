package dev.vedette.pipeline.wire;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.StageTimes;
import dev.vedette.core.verdict.Verdict;
import java.io.Serializable;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts to and from the topic. Times are kept to the microsecond.
 *
 * <p>Thread-safe.
 */
public final class VerdictCodec implements Serializable {
  private static final long serialVersionUID = 1;

  private final RecordCodec<dev.vedette.avro.Verdict> records;

  public VerdictCodec(WireOptions options, String topic) {
    this.records = new RecordCodec<>(options, topic, dev.vedette.avro.Verdict.class);
  }

  public Encoded encode(Verdict verdict) throws SchemaRegistryException {
    return records.encode(toAvro(verdict));
  }

  public Verdict decode(Headers headers, byte @Nullable [] value)
      throws UnreadableRecordException, SchemaRegistryException {
    return records.decode(headers, value, VerdictCodec::fromAvro);
  }

  private static dev.vedette.avro.Verdict toAvro(Verdict verdict) {
    EventHeader header = verdict.header();
    Judgement judgement = verdict.judgement();
    Reason reason = verdict.reason();
    return dev.vedette.avro.Verdict.newBuilder()
        .setVerdictId(verdict.verdictId())
        .setEventId(header.eventId())
        .setRevision(verdict.revision())
        .setLast(verdict.last())
        .setBy(Words.of(verdict.by()))
        .setReason(reason == null ? null : Words.of(reason))
        .setAnswer(AvroParts.answer(verdict.answer()))
        .setText(verdict.text())
        .setTenant(header.tenant())
        .setDevice(header.device())
        .setDeviceClass(header.deviceClass())
        .setKind(Words.of(header.kind()))
        .setCapturedAt(header.capturedAt())
        .setOrigin(AvroParts.origin(header.origin()))
        .setGate(judgement.gate())
        .setVariant(judgement.variant())
        .setLabel(judgement.label())
        .setScore(judgement.score())
        .setPositive(judgement.positive())
        .setRegion(AvroParts.region(judgement.region()))
        .setEpisodeId(verdict.episodeId())
        .setInferenceId(verdict.inferenceId())
        .setGateMicros(verdict.times().gateMicros())
        .setWaitMicros(verdict.times().waitMicros())
        .setCloudMicros(verdict.times().cloudMicros())
        .setCaptureToVerdictMicros(verdict.times().captureToVerdictMicros())
        .setDecidedAt(verdict.decidedAt())
        .build();
  }

  private static Verdict fromAvro(dev.vedette.avro.Verdict avro) throws UnreadableRecordException {
    String reason = avro.getReason();
    return new Verdict(
        new EventHeader(
            avro.getEventId(),
            avro.getTenant(),
            avro.getDevice(),
            avro.getDeviceClass(),
            Words.parse(Kind.class, avro.getKind()),
            avro.getCapturedAt(),
            AvroParts.origin(avro.getOrigin())),
        avro.getRevision(),
        avro.getLast(),
        Words.parse(Giver.class, avro.getBy()),
        new Judgement(
            avro.getGate(),
            avro.getVariant(),
            avro.getLabel(),
            avro.getScore(),
            avro.getPositive(),
            AvroParts.region(avro.getRegion())),
        avro.getEpisodeId(),
        avro.getInferenceId(),
        reason == null ? null : Words.parse(Reason.class, reason),
        AvroParts.answer(avro.getAnswer()),
        avro.getText(),
        new StageTimes(
            avro.getGateMicros(),
            avro.getWaitMicros(),
            avro.getCloudMicros(),
            avro.getCaptureToVerdictMicros()),
        avro.getDecidedAt());
  }
}
