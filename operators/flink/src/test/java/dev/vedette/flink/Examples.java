package dev.vedette.flink;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerCall;
import java.time.Instant;
import java.util.List;

/** Ordinary values, so that a test shows only what it is about. */
final class Examples {
  /** Harness time starts at zero, so that is when the examples happen. */
  static final Instant START = Instant.EPOCH;

  private Examples() {}

  static Instant at(double seconds) {
    return START.plusMillis((long) (seconds * 1_000));
  }

  static EventHeader header(String eventId, Instant capturedAt) {
    return header(eventId, "door-7", "door", capturedAt);
  }

  static EventHeader header(String eventId, String device, String deviceClass, Instant capturedAt) {
    return header(eventId, device, deviceClass, capturedAt, capturedAt);
  }

  static EventHeader header(
      String eventId, String device, String deviceClass, Instant capturedAt, Instant appendedAt) {
    return new EventHeader(
        eventId,
        "acme",
        device,
        deviceClass,
        Kind.SENSOR,
        capturedAt,
        new Origin("events.sensor", 0, 7, appendedAt));
  }

  static Event reading(String eventId, Instant capturedAt, float value) {
    return reading(header(eventId, capturedAt), value);
  }

  static Event reading(EventHeader header, float value) {
    return Event.ofSamples(header, new Samples(List.of("celsius"), 0, new float[] {value}));
  }

  static Judgement positive() {
    return new Judgement("limits@1", "rules", "out-of-limits", 0.9, true);
  }

  static Judgement negative() {
    return new Judgement("limits@1", "rules", "out-of-limits", 0, false);
  }

  static Judged judged(String eventId, double seconds, Judgement judgement) {
    Instant capturedAt = at(seconds);
    return Judged.of(reading(eventId, capturedAt, 1), judgement, capturedAt, 3_000);
  }

  static Question question(String eventId, Instant deadline) {
    Judged judged = judged(eventId, 0, positive());
    return Question.about(judged, eventId, Evidence.ofSamples(judged.samples()), deadline, null);
  }

  static Grant grant(Question question) {
    return new Grant(
        question, 1, false, new JournalPosition(0, 100), 1, ample(question.judgedAt()));
  }

  static Answer answer(long costMicros) {
    return new Answer(
        Opinion.CONFIRMED,
        "The bearing runs hot.",
        new TokenUsage(100, 20, 4, 10, 6),
        costMicros,
        "simulated",
        "model-1",
        "r-1",
        250_000,
        2_048,
        true);
  }

  /** What a model wrote in place of an answer. */
  static Answer useless(long costMicros) {
    return new Answer(
        Opinion.UNCLEAR,
        "Hot, I think.",
        new TokenUsage(100, 20, 4, 10, 6),
        costMicros,
        "simulated",
        "model-1",
        "r-1",
        250_000,
        2_048,
        true);
  }

  /** Enough for any question. */
  static Reservation ample(Instant grantedAt) {
    return new Reservation(
        grantedAt, 3, List.of(new RoadPrice("simulated/model-1", "simulated", 1_000_000)));
  }

  static LedgerCall call(Question question, int attempt) {
    return new LedgerCall(
        question.inferenceId(),
        attempt,
        attempt > 1,
        question.header().eventId(),
        question.header().tenant(),
        question.header().device(),
        question.header().deviceClass(),
        question.judgement().label(),
        question.judgement().gate(),
        question.judgement().score(),
        "simulated",
        "model-1",
        "p-1",
        question.judgedAt());
  }
}
