package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.PastScore;
import dev.vedette.core.brain.Question;
import dev.vedette.core.control.Hours;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.Scope;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Region;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is read is what was written. */
class RoundTripTest {
  private static final EventDecoder DECODER = Given.decoder();
  private static final LedgerCodec LINES = new LedgerCodec(WireOptions.PLAIN, "ledger");
  private static final VerdictCodec VERDICTS = new VerdictCodec(WireOptions.PLAIN, "verdicts");
  private static final ReleaseStatusCodec STATUSES =
      new ReleaseStatusCodec(WireOptions.PLAIN, "releases.status");
  private static final OrderCodec ORDERS = new OrderCodec(WireOptions.PLAIN, "control");
  private static final DeferredCodec DEFERRED = new DeferredCodec(WireOptions.PLAIN, "deferred");
  private static final DeadLetterCodec LETTERS =
      new DeadLetterCodec(WireOptions.PLAIN, "dead-letters");

  @Property(edgeCases = EdgeCasesMode.NONE) // of so many parts, they would take most of the time
  void everyLedgerLineComesBackAsItWas(@ForAll("lines") LedgerLine line) throws Exception {
    Encoded record = LINES.encode(line);
    assertThat(LINES.decode(Given.headers(record), record.value())).isEqualTo(line);
  }

  @Property(edgeCases = EdgeCasesMode.NONE) // of so many parts, they would take most of the time
  void everyVerdictComesBackAsItWas(@ForAll("verdicts") Verdict verdict) throws Exception {
    Encoded record = VERDICTS.encode(verdict);
    assertThat(VERDICTS.decode(Given.headers(record), record.value())).isEqualTo(verdict);
  }

  @Property
  void everyOrderComesBackAsItWas(
      @ForAll("texts") String note,
      @ForAll Mode mode,
      @ForAll @Size(min = 1) Set<DayOfWeek> days,
      @ForAll LocalTime from,
      @ForAll LocalTime until,
      @ForAll ZoneId zone,
      @ForAll("times") Instant at)
      throws Exception {
    var hours = new Hours(days, from, until, mode);
    var order =
        new Order(new Scope("acme", Scope.ANY), mode, List.of(hours, hours), zone, at, note);
    Encoded record = ORDERS.encode(order);
    assertThat(ORDERS.decode(Given.headers(record), record.value())).isEqualTo(order);
  }

  @Property
  void everyDeferredQuestionComesBackAsItWas(
      @ForAll("texts") String text,
      @ForAll int priority,
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE - 1) int round,
      @ForAll Reason reason,
      @ForAll byte[] jpeg,
      @ForAll("times") Instant at)
      throws Exception {
    Question some = Given.keptQuestion();
    var question =
        new Question(
            text,
            some.header(),
            priority % 2 == 0 ? some.judgement() : some.judgement().at(new Region(0, 0.1, 0.7, 1)),
            text + 1,
            jpeg.length == 0 ? Evidence.ofSamples(Given.SAMPLES) : evidence(jpeg, round % 4),
            some.account(),
            at,
            7,
            at,
            new Deferral(priority, at, round, reason),
            Question.Stage.WHOLE,
            null,
            null);
    assertThat(deferred(DeferredLine.kept(question)))
        .usingRecursiveComparison()
        .isEqualTo(DeferredLine.kept(question));
    assertThat(deferred(DeferredLine.inVain(question, reason)).round()).isEqualTo(round + 1);
    assertThat(deferred(DeferredLine.inVain(question, reason)).reason()).isEqualTo(reason);
    assertThat(deferred(DeferredLine.ended(question)).round()).isZero();
    assertThat(deferred(DeferredLine.ended(question)).inferenceId()).isEqualTo(text);
  }

  private static Evidence evidence(byte[] jpeg, int frames) {
    var picture = new PreparedPicture(jpeg, 3, 4, frames - 2L);
    return switch (frames) {
      case 0 -> Evidence.ofScores(List.of(new PastScore(1_500, 0.25), new PastScore(0, 1)));
      case 1 -> Evidence.of(picture);
      case 2 -> Evidence.ofFrames(List.of(new Frame(picture, -7, 0.5)));
      default ->
          Evidence.ofFrames(List.of(new Frame(picture, 0, 1), new Frame(picture, 900, 0.75)));
    };
  }

  private static DeferredLine deferred(DeferredLine line) throws Exception {
    Encoded record = DEFERRED.encode(line);
    return DEFERRED.decode(Given.headers(record), record.value());
  }

  @Property
  void everyDeadLetterComesBackAsItWas(
      @ForAll DeadLetterReason reason,
      @ForAll("texts") String detail,
      @ForAll("origins") Origin origin,
      @ForAll byte[] value,
      @ForAll("times") Instant at)
      throws Exception {
    DeadLetter letter = DeadLetter.of(new Objection(reason, detail), origin, value, at);
    Encoded record = LETTERS.encode(letter);
    assertThat(LETTERS.decode(Given.headers(record), record.value()))
        .usingRecursiveComparison()
        .isEqualTo(letter);
  }

  @Property
  void everyLineAboutAReleaseComesBackAsItWas(
      @ForAll ReleaseStatus.Stage stage,
      @ForAll("texts") String text,
      @ForAll long number,
      @ForAll byte[] bytes,
      @ForAll boolean announced,
      @ForAll("times") Instant at)
      throws Exception {
    var status =
        new ReleaseStatus(
            text,
            text + 1,
            number,
            stage,
            text + 2,
            text + 3,
            number + 1,
            number + 2,
            number + 3,
            number + 4,
            text + 4,
            at,
            text + 5,
            announced ? new Announcement(text, bytes) : null);
    Encoded record = STATUSES.encode(status);
    assertThat(STATUSES.decode(Given.headers(record), record.value()))
        .usingRecursiveComparison()
        .isEqualTo(status);
  }

  @Property
  void everyWindowOfReadingsComesBackAsItWas(
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll @FloatRange(min = 0, max = 1e5f) float hertz,
      @ForAll @Size(min = 1, max = 100) float[] row)
      throws Exception {
    float[] values = new float[row.length * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = row[i / channels];
    }
    var samples = new Samples(Collections.nCopies(channels, "x_g"), hertz, values);
    Event event = Given.decode(DECODER, Given.ENCODER.encode(Given.CAPTURE, samples)).event();
    assertThat(event.samples()).usingRecursiveComparison().isEqualTo(samples);
  }

  @Property
  void textsThatAreNotUnicodeAreWrittenWithAQuestionMark(@ForAll("times") Instant at)
      throws Exception {
    Encoded record = LINES.encode(LedgerLine.epoch("half \ud83d", "e", at));
    assertThat(LINES.decode(Given.headers(record), record.value()).accountKey())
        .isEqualTo("half ?");
  }

  @Property
  void timesAreCutToTheMicrosecond(@ForAll("nanos") Instant at) throws Exception {
    Encoded record = LINES.encode(LedgerLine.epoch("account", "e", at));
    assertThat(LINES.decode(Given.headers(record), record.value()).at())
        .isEqualTo(at.truncatedTo(ChronoUnit.MICROS));
  }

  @Property
  void aWordOfANewerVersionIsRefused(@ForAll("texts") String word) throws Exception {
    assertThatThrownBy(() -> decoded(lineOf("not-" + word, 0)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessage("no Entry is spelt 'not-%s'".formatted(word));
  }

  @Test
  void aCallThatCostsMoreThanAnyCallIsNotAddedUp() {
    var line = lineOf("dispatched", LedgerLine.MOST_MICROS_OF_A_CALL + 1);
    assertThatThrownBy(() -> decoded(line))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("no call costs so many micro-dollars");
  }

  private static dev.vedette.avro.LedgerLine lineOf(String entry, long micros) {
    return dev.vedette.avro.LedgerLine.newBuilder()
        .setEntry(entry)
        .setAccountKey("key")
        .setAt(Given.NOW)
        .setAmountMicroUsd(micros)
        .setEpoch("e")
        .build();
  }

  private static LedgerLine decoded(dev.vedette.avro.LedgerLine line) throws Exception {
    Encoded record =
        new RecordWriter<>(WireOptions.PLAIN, "ledger", dev.vedette.avro.LedgerLine.class)
            .write(line);
    return LINES.decode(Given.headers(record), record.value());
  }

  @Provide
  Arbitrary<LedgerLine> lines() {
    return AnyRecord.lines();
  }

  @Provide
  Arbitrary<Verdict> verdicts() {
    return AnyRecord.verdicts();
  }

  @Provide
  Arbitrary<Origin> origins() {
    return AnyRecord.origins();
  }

  @Provide
  Arbitrary<Instant> times() {
    return AnyRecord.times();
  }

  @Provide
  Arbitrary<Instant> nanos() {
    return AnyRecord.nanos();
  }

  @Provide
  Arbitrary<String> texts() {
    return AnyRecord.texts();
  }
}
