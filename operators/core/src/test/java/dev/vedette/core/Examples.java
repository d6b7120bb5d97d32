package dev.vedette.core;

import dev.vedette.core.brain.Admission;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.money.LedgerCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ordinary values, so that a test shows only what it is about. */
public final class Examples {
  public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private Examples() {}

  public static EventHeader header(String eventId, Kind kind) {
    return new EventHeader(
        eventId, "acme", "door-7", "door", kind, NOON, new Origin("events", 0, 7, NOON));
  }

  public static Event frame(String eventId) {
    return Event.ofPicture(
        header(eventId, Kind.CAMERA), new Picture(Picture.Encoding.RGB8, 1, 1, new byte[3]));
  }

  public static Event reading(String eventId, float... values) {
    return Event.ofSamples(
        header(eventId, Kind.SENSOR), new Samples(List.of("celsius"), 0, values));
  }

  public static Judgement positive() {
    return new Judgement("face@1.0.0", "float", "face", 0.9, true);
  }

  public static Question question(String eventId, Instant deadline) {
    Judged judged = Judged.of(reading(eventId, 1), positive(), NOON, 3_000);
    return Question.about(judged, eventId, shown(judged), deadline, null);
  }

  /** What the brain is given of a sensor's event. */
  public static Evidence shown(Judged judged) {
    return Evidence.ofSamples(judged.samples());
  }

  public static Answer answer(long costMicros) {
    return new Answer(
        Opinion.CONFIRMED,
        "A person at the door.",
        new TokenUsage(100, 0, 10),
        costMicros,
        "simulated",
        "model-1",
        "r-1",
        250_000,
        2_048,
        true);
  }

  /** What a model wrote in place of an answer. */
  public static Answer useless(String text, long costMicros) {
    return new Answer(
        Opinion.UNCLEAR,
        text,
        new TokenUsage(100, 0, 10),
        costMicros,
        "simulated",
        "model-1",
        "r-1",
        250_000,
        2_048,
        true);
  }

  /** Enough for any question on any road there is. */
  public static Reservation ample(Instant grantedAt) {
    return new Reservation(
        grantedAt,
        100,
        List.of(
            new RoadPrice("simulated/model-1", "simulated", 1_000_000),
            new RoadPrice("other/model-1", "other", 1_000_000)));
  }

  /** The means of somebody who has no limit. */
  public static Admission.Means ample() {
    return (question, now) -> Optional.of(ample(now));
  }

  public static LedgerCall call(String inferenceId, int attempt) {
    return new LedgerCall(
        inferenceId,
        attempt,
        attempt > 1,
        "e-1",
        "acme",
        "door-7",
        "door",
        "face",
        "face@1.0.0",
        0.9,
        "simulated",
        "model-1",
        "p-1",
        NOON);
  }

  /** The same under another grant. */
  public static LedgerCall grantedAt(Instant grantedAt, LedgerCall call) {
    return new LedgerCall(
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
        grantedAt);
  }
}
