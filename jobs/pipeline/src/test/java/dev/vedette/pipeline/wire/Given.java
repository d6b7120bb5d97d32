package dev.vedette.pipeline.wire;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.control.Hours;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.Scope;
import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.EventRules;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.core.release.ShadowLimits;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.StageTimes;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.schemas.SchemaCatalog;
import java.io.FileNotFoundException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** One good record of everything, the same in every run. */
final class Given {
  static final Instant CAPTURED = Instant.parse("2026-11-24T06:00:00.123456Z");
  static final Instant APPENDED = Instant.parse("2026-11-24T06:00:00.500Z");
  static final Instant NOW = Instant.parse("2026-11-24T06:00:01Z");
  static final InstantSource CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final Origin ORIGIN = new Origin("events.camera", 3, 4711, APPENDED);
  static final Capture CAPTURE = new Capture("e-1", "acme", "door-1", "door", CAPTURED);
  static final Picture JPEG = jpeg(Jpegs.of(32, 16), 32, 16);
  static final Judgement JUDGEMENT =
      new Judgement("face@1.0.0", "int8-onednn", "face", 0.875, true)
          .at(new Region(0.25, 0.125, 0.5, 1));
  static final Samples SAMPLES =
      new Samples(List.of("x_g", "y_g"), 100, new float[] {0.5f, -1f, 0.25f, 2f});
  static final ReferenceStore NO_STORE =
      (uri, maxBytes) -> {
        throw new FileNotFoundException(uri.toString());
      };

  static final EventEncoder ENCODER =
      new EventEncoder(WireOptions.PLAIN, "events.camera", "events.sensor");

  private Given() {}

  static EventDecoder decoder() {
    return decoder(EventRules.DEFAULTS);
  }

  static EventDecoder decoder(EventRules rules) {
    return new EventDecoder(rules, null, ReferenceRoots.NONE, NO_STORE, CLOCK);
  }

  static EventDecoder decoder(List<URI> roots, ReferenceStore store) {
    return new EventDecoder(EventRules.DEFAULTS, null, new ReferenceRoots(roots), store, CLOCK);
  }

  static Arrival decode(EventDecoder decoder, Encoded record) throws SchemaRegistryException {
    return decoder.decode(ORIGIN, headers(record), record.value());
  }

  static Picture jpeg(byte[] bytes, int width, int height) {
    return new Picture(Picture.Encoding.JPEG, width, height, bytes);
  }

  static Headers headers(Encoded record) {
    return new RecordHeaders(record.headers());
  }

  static Headers header(String schemaId) {
    return new RecordHeaders()
        .add(SchemaCatalog.HEADER, schemaId.getBytes(StandardCharsets.US_ASCII));
  }

  static Answer answer() {
    return new Answer(
        Opinion.CONFIRMED,
        "Yes: a face at the door.",
        new TokenUsage(310, 1024, 64, 12, 320),
        987,
        "openai",
        "gpt-x-mini",
        "req_1",
        812_345,
        23_456,
        false);
  }

  static Question keptQuestion() {
    return new Question(
        "00112233445566778899aabbccddeeff",
        new EventHeader("e-1", "acme", "door-1", "door", Kind.CAMERA, CAPTURED, ORIGIN),
        JUDGEMENT,
        "e-0",
        Evidence.of(new PreparedPicture(new byte[] {1, 2, 3}, 336, 252)),
        ACCOUNT,
        NOW,
        1_500,
        NOW.plusSeconds(60),
        Deferral.planned(5, NOW.plusSeconds(60)).inRound(1, Reason.BREAKER_OPEN),
        Question.Stage.WHOLE,
        null,
        null);
  }

  static Verdict byCloud() {
    return verdict(1, Giver.CLOUD, null, answer());
  }

  static Verdict byEdge() {
    return verdict(0, Giver.EDGE, Reason.BUDGET_EXHAUSTED, null);
  }

  private static Verdict verdict(int revision, Giver by, Reason reason, Answer answer) {
    return new Verdict(
        new EventHeader("e-1", "acme", "door-1", "door", Kind.CAMERA, CAPTURED, ORIGIN),
        revision,
        true,
        by,
        JUDGEMENT,
        "e-0",
        "00112233445566778899aabbccddeeff",
        reason,
        answer,
        answer == null ? "face at door-1. The budget is spent." : answer.text(),
        new StageTimes(1_500, 20, answer == null ? 0 : 812_345, 900_000),
        NOW);
  }

  static final Account ACCOUNT = new Account("acme", "door", "face");

  static LedgerCall call() {
    return new LedgerCall(
        "00112233445566778899aabbccddeeff",
        2,
        true,
        "e-1",
        "acme",
        "door-1",
        "door",
        "face",
        "face@1.0.0",
        0.875,
        "openai",
        "gpt-x-mini",
        "2026-11-01",
        NOW);
  }

  static LedgerLine settled() {
    return LedgerLine.settled(ACCOUNT, call(), answer(), NOW);
  }

  static LedgerLine unknown() {
    return LedgerLine.unknown(ACCOUNT, call(), 1_200, Reason.TIMEOUT, NOW);
  }

  static DeadLetter deadLetter() {
    return DeadLetter.of(
        new Objection(DeadLetterReason.NOT_A_PICTURE, "no JPEG frame header"),
        ORIGIN,
        new byte[] {1, 2, 3},
        NOW);
  }

  static ReleaseDraft headDraft() {
    return new ReleaseDraft(
        "person",
        "1.1.0",
        4,
        ReleaseKind.HEAD,
        "1.0.0",
        CAPTURED,
        "learnt from last week",
        ReleasedArtefact.of(
            "head".getBytes(StandardCharsets.US_ASCII),
            "9f2e6d33a3717ee826353a404ba4618d1aeeb6879ad7936bce8ed5f46814924d"),
        Map.of("door", 0.4, "default", 0.5),
        new ShadowLimits(10_000, 0.02, 0.001, 0.3, 4_000L, NOW));
  }

  static Order orderWithHours() {
    return new Order(
        new Scope("acme", "door"),
        Mode.HYBRID,
        List.of(
            new Hours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 0),
                LocalTime.of(18, 30),
                Mode.EDGE)),
        ZoneId.of("Europe/Berlin"),
        NOW,
        "works on the link");
  }

  static ReleaseStatus activated(Announcement announcement) {
    return new ReleaseStatus(
        "person",
        "1.1.0",
        4,
        ReleaseStatus.Stage.ACTIVATED,
        "",
        "",
        10_000,
        120,
        700,
        3_800,
        "1.1.0",
        NOW,
        announcement == null ? "" : announcement.sha256(),
        announcement);
  }
}
