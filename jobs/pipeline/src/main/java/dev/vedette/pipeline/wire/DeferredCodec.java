package dev.vedette.pipeline.wire;

import dev.vedette.avro.Deferred;
import dev.vedette.avro.KeptQuestion;
import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Question;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.money.Account;
import dev.vedette.core.verdict.Reason;
import java.io.Serializable;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Deferred questions to and from the topic. Times are kept to the microsecond; a deadline is not
 * kept, since each round has its own.
 *
 * <p>Thread-safe.
 */
public final class DeferredCodec implements Serializable {
  private static final long serialVersionUID = 1;

  /** Where a line says nothing more, its device is but the key of its record. */
  private static final String NO_DEVICE = "";

  private final RecordCodec<Deferred> records;

  public DeferredCodec(WireOptions options, String topic) {
    this.records = new RecordCodec<>(options, topic, Deferred.class);
  }

  public Encoded encode(DeferredLine line) throws SchemaRegistryException {
    Question question = line.question();
    Reason reason = line.reason();
    return records.encode(
        new Deferred(
            line.inferenceId(),
            question == null ? null : toAvro(question),
            line.round(),
            reason == null ? null : Words.of(reason)));
  }

  public DeferredLine decode(Headers headers, byte @Nullable [] value)
      throws UnreadableRecordException, SchemaRegistryException {
    return records.decode(headers, value, DeferredCodec::fromAvro);
  }

  private static KeptQuestion toAvro(Question question) {
    EventHeader header = question.header();
    Judgement judgement = question.judgement();
    Deferral deferral = Objects.requireNonNull(question.deferral());
    return KeptQuestion.newBuilder()
        .setEventId(header.eventId())
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
        .setRegion(AvroParts.region(judgement.region()))
        .setEpisodeId(question.episodeId())
        .setPicture(KeptEvidence.onePicture(question.evidence()))
        .setSamples(KeptEvidence.samples(question.evidence()))
        .setFrames(KeptEvidence.frames(question.evidence()))
        .setScores(KeptEvidence.scores(question.evidence()))
        .setJudgedAt(question.judgedAt())
        .setGateMicros(question.gateMicros())
        .setPriority(deferral.priority())
        .setExpiresAt(deferral.until())
        .setReason(Words.of(Objects.requireNonNull(deferral.reason())))
        .build();
  }

  private static DeferredLine fromAvro(Deferred avro) throws UnreadableRecordException {
    KeptQuestion kept = avro.getQuestion();
    String id = avro.getInferenceId();
    Question question = kept == null ? null : fromAvro(id, kept, avro.getRound());
    return new DeferredLine(
        id,
        question == null ? NO_DEVICE : question.header().deviceKey(),
        question,
        avro.getRound(),
        avro.getReason() == null ? null : Words.parse(Reason.class, avro.getReason()));
  }

  private static Question fromAvro(String inferenceId, KeptQuestion avro, int round)
      throws UnreadableRecordException {
    return new Question(
        inferenceId,
        new EventHeader(
            avro.getEventId(),
            avro.getTenant(),
            avro.getDevice(),
            avro.getDeviceClass(),
            Words.parse(Kind.class, avro.getKind()),
            avro.getCapturedAt(),
            AvroParts.origin(avro.getOrigin())),
        new Judgement(
            avro.getGate(),
            avro.getVariant(),
            avro.getLabel(),
            avro.getScore(),
            true,
            AvroParts.region(avro.getRegion())),
        avro.getEpisodeId(),
        KeptEvidence.fromAvro(avro),
        new Account(avro.getTenant(), avro.getDeviceClass(), avro.getLabel()),
        avro.getJudgedAt(),
        avro.getGateMicros(),
        avro.getExpiresAt(),
        new Deferral(
            avro.getPriority(),
            avro.getExpiresAt(),
            round,
            Words.parse(Reason.class, avro.getReason())),
        Question.Stage.WHOLE,
        null,
        null);
  }
}
