package dev.vedette.pipeline.wire;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.BillingEvidence;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Purpose;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.StageTimes;
import dev.vedette.core.verdict.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Core records with anything in them that may be. */
final class AnyRecord {
  private AnyRecord() {}

  static Arbitrary<LedgerLine> lines() {
    return Arbitraries.of(LedgerLine.Entry.values()).flatMap(AnyRecord::lines);
  }

  private static Arbitrary<LedgerLine> lines(LedgerLine.Entry entry) {
    return Combinators.combine(
            texts(),
            times(),
            longs(),
            calls(),
            answers(),
            Arbitraries.of(Reason.class).injectNull(0.2),
            Combinators.combine(texts(), texts(), longs()).as(Rest::new))
        .as(
            (key, at, micros, call, answer, reason, rest) ->
                new LedgerLine(
                    entry,
                    key,
                    at,
                    Math.min(micros, LedgerLine.MOST_MICROS_OF_A_CALL),
                    isAboutACall(entry) ? call : null,
                    entry == LedgerLine.Entry.SETTLED ? answer : null,
                    reason,
                    entry == LedgerLine.Entry.EPOCH ? rest.epoch() : null,
                    entry == LedgerLine.Entry.ENDED ? call.grant() : null,
                    entry == LedgerLine.Entry.AVOIDED ? rest.avoided(call) : null,
                    entry == LedgerLine.Entry.RECONCILED ? rest.evidence() : null,
                    entry == LedgerLine.Entry.REPEATED ? rest.repeats() : null));
  }

  private static boolean isAboutACall(LedgerLine.Entry entry) {
    return entry != LedgerLine.Entry.EPOCH
        && entry != LedgerLine.Entry.ENDED
        && entry != LedgerLine.Entry.AVOIDED
        && entry != LedgerLine.Entry.REPEATED;
  }

  /** What few lines have. */
  private record Rest(String epoch, String text, long number) {
    BillingEvidence evidence() {
      return new BillingEvidence(text, number);
    }

    Repeats repeats() {
      return new Repeats(text, number);
    }

    AvoidedCost avoided(LedgerCall call) {
      return new AvoidedCost(
          call.tenant(),
          call.deviceClass(),
          call.gate(),
          text,
          call.grantedAt(),
          Math.max(1, number));
    }
  }

  static Arbitrary<Verdict> verdicts() {
    return Combinators.combine(
            headers(),
            Arbitraries.integers(),
            Arbitraries.of(true, false),
            judgements(),
            Combinators.combine(texts(), texts(), texts()).as(Tuple::of),
            Combinators.combine(Arbitraries.of(Reason.class), answers()).as(Tuple::of),
            Combinators.combine(longs(), longs(), longs(), longs()).as(StageTimes::new),
            times())
        .as(
            (header, revision, cloud, judgement, ids, why, times, at) ->
                new Verdict(
                    header,
                    revision,
                    revision > 0,
                    cloud ? Giver.CLOUD : Giver.EDGE,
                    judgement,
                    ids.get1(),
                    ids.get2(),
                    cloud ? null : why.get1(),
                    cloud ? why.get2() : null,
                    ids.get3(),
                    times,
                    at));
  }

  private static Arbitrary<Judgement> judgements() {
    return Combinators.combine(
            texts(), texts(), texts(), scores(), Arbitraries.of(true, false), regions())
        .as(
            (gate, variant, label, score, positive, region) ->
                new Judgement(gate, variant, label, score, positive, positive ? region : null));
  }

  /** Null for none. */
  static Arbitrary<@Nullable Region> regions() {
    return Combinators.combine(scores(), scores(), scores(), scores())
        .as((left, top, right, bottom) -> Region.within(left, top, right, bottom).orElse(null))
        .withoutEdgeCases();
  }

  static Arbitrary<Origin> origins() {
    return Combinators.combine(
            texts().filter(text -> !text.isEmpty()), Arbitraries.integers(), longs(), times())
        .as(Origin::new);
  }

  static Arbitrary<Instant> times() {
    return nanos().map(at -> at.truncatedTo(ChronoUnit.MICROS));
  }

  static Arbitrary<Instant> nanos() {
    return Combinators.combine(
            Arbitraries.longs().between(-4_000_000_000L, 9_000_000_000L),
            Arbitraries.longs().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("aZ09-_/# '\"\n\0ß€日")
        .ofMaxLength(12)
        .map(text -> text + (text.length() % 5 == 4 ? "😀" : ""));
  }

  private static Arbitrary<EventHeader> headers() {
    return Combinators.combine(
            texts(), texts(), texts(), texts(), Arbitraries.of(Kind.class), times(), origins())
        .as(EventHeader::new);
  }

  private static Arbitrary<LedgerCall> calls() {
    return Combinators.combine(
            texts().list().ofSize(10),
            Arbitraries.integers().greaterOrEqual(1),
            Arbitraries.of(true, false),
            scores(),
            times(),
            Arbitraries.of(Purpose.class),
            Arbitraries.of(1.0, 0.5, 0.001))
        .as(
            (texts, attempt, repeat, score, grantedAt, purpose, share) ->
                new LedgerCall(
                    texts.get(0),
                    attempt,
                    repeat,
                    texts.get(1),
                    texts.get(2),
                    texts.get(3),
                    texts.get(4),
                    texts.get(5),
                    texts.get(6),
                    score,
                    texts.get(7),
                    texts.get(8),
                    texts.get(9),
                    grantedAt,
                    purpose,
                    share));
  }

  private static Arbitrary<Answer> answers() {
    return Combinators.combine(
            Arbitraries.of(Opinion.class),
            texts().list().ofSize(4),
            Combinators.combine(longs(), longs(), longs(), longs(), longs()).as(TokenUsage::new),
            longs().list().ofSize(3),
            Arbitraries.of(true, false))
        .as(
            (opinion, texts, usage, longs, simulated) ->
                new Answer(
                    opinion,
                    texts.get(0),
                    usage,
                    longs.get(0),
                    texts.get(1),
                    texts.get(2),
                    texts.get(3),
                    longs.get(1),
                    longs.get(2),
                    simulated));
  }

  private static Arbitrary<Double> scores() {
    return Arbitraries.doubles().between(0, 1);
  }

  private static Arbitrary<Long> longs() {
    return Arbitraries.longs().greaterOrEqual(0);
  }
}
