package dev.vedette.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.audit.Draw;
import dev.vedette.core.audit.Estimate;
import dev.vedette.core.audit.GateEvidence;
import dev.vedette.core.audit.GateQuality;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Purpose;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.verdict.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AuditBooksTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final List<Dimension> CLASS_AND_GATE = List.of(Dimension.CLASS, Dimension.GATE);

  private final AuditBooks books = new AuditBooks();
  private int calls;

  @Test
  void auditsQuestionsAndWhatWasNotAskedAddUp() {
    settle("cam-1", Purpose.AUDIT, Opinion.CONFIRMED, 0.5);
    settle("cam-1", Purpose.AUDIT, Opinion.DENIED, 0.5);
    settle("cam-1", Purpose.QUESTION, Opinion.CONFIRMED, 1);
    settle("cam-2", Purpose.QUESTION, Opinion.DENIED, 1);
    avoid("rejected", 98);
    avoid("repeat", 7);
    avoid("budget-exhausted", 2);

    GateEvidence known = books.by(CLASS_AND_GATE).get(List.of("door", "face@1"));
    assertThat(known.rejected()).isEqualTo(100);
    assertThat(known.passed()).isEqualTo(11);
    assertThat(known.asked()).isEqualTo(2);
    assertThat(known.confirmed()).isEqualTo(1);
    assertThat(known.audited().answered()).isEqualTo(2);
    assertThat(known.audited().missed()).isEqualTo(1);
    assertThat(known.audited().weights()).isEqualTo(4);
  }

  @Test
  void anAnswerStandsForWhatRepeatedItAsInTheJob() {
    LedgerLine right = line("cam-1", Purpose.QUESTION, Opinion.CONFIRMED, 1);
    books.add(repeats(right, 8));
    books.add(right);
    books.add(repeats(right, 8));
    settle("cam-1", Purpose.QUESTION, Opinion.DENIED, 1);
    settle("cam-1", Purpose.AUDIT, Opinion.CONFIRMED, 1);
    avoid("repeat", 8);
    avoid("rejected", 9);

    GateEvidence known = books.by(CLASS_AND_GATE).get(List.of("door", "face@1"));
    assertThat(known)
        .isEqualTo(
            GateEvidence.NONE
                .rejected(10)
                .answered(1, true)
                .answered(1, false)
                .passed(8)
                .repeated(8, true)
                .audited(new Draw(1), true));
    assertThat(GateQuality.of(known).recall().value()).isCloseTo(9 / 19.0, within(1e-12));
  }

  private static LedgerLine repeats(LedgerLine of, long events) {
    return LedgerLine.repeated("acme", new Repeats(of.inferenceId().orElseThrow(), events), NOON);
  }

  @Test
  void whatStandsThereTwiceCountsOnceAndAMinuteAsTheLineWithTheMostEvents() {
    LedgerLine once = line("cam-1", Purpose.AUDIT, Opinion.DENIED, 1);
    books.add(once);
    books.add(once);
    avoid("rejected", 100);
    avoid("rejected", 120);
    avoid("rejected", 110);

    GateEvidence known = books.by(CLASS_AND_GATE).get(List.of("door", "face@1"));
    assertThat(known.audited().answered()).isEqualTo(1);
    assertThat(known.rejected()).isEqualTo(121);
  }

  @Test
  void whatDoesNotCountSaysNothingAndWhatWasAskedByOrderIsNeverAudited() {
    settle("cam-1", Purpose.ORDERED, Opinion.CONFIRMED, 1);
    avoid("ignored", 9);
    avoid("ordered", 5);
    assertThat(books.by(CLASS_AND_GATE).values()).containsExactly(GateEvidence.NONE.unaudited(6));
  }

  @Test
  void whatWasAskedAboutInVainWasPassedAllTheSameUnlessNothingWasSent() {
    LedgerLine settled = line("i-1", "cam-1", Purpose.QUESTION, Opinion.UNCLEAR, 1, 1);
    LedgerCall call = Objects.requireNonNull(settled.call());
    books.add(LedgerLine.dispatched(call.account(), call, 9, NOON));
    assertThat(books.by(CLASS_AND_GATE).values()).containsExactly(GateEvidence.NONE.passed(1));
    books.add(LedgerLine.released(call.account(), call, Reason.OFFLINE, NOON));
    assertThat(books.by(CLASS_AND_GATE)).isEmpty();
  }

  @Test
  void ofTwoAnswersTheFirstAttemptsCountsInWhateverOrderTheyAreRead() {
    LedgerLine second = line("i-1", "cam-1", Purpose.AUDIT, Opinion.DENIED, 1, 2);
    LedgerLine first = line("i-1", "cam-1", Purpose.AUDIT, Opinion.CONFIRMED, 1, 1);
    for (List<LedgerLine> order : List.of(List.of(first, second), List.of(second, first))) {
      var read = new AuditBooks();
      order.forEach(read::add);
      GateEvidence known = read.by(CLASS_AND_GATE).get(List.of("door", "face@1"));
      assertThat(known.audited().answered()).isOne();
      assertThat(known.audited().missed()).isOne();
    }
  }

  @Test
  void anAuditWithAUselessAnswerIsARejectedEventOfWhichNothingIsKnown() {
    settle("cam-1", Purpose.AUDIT, Opinion.UNCLEAR, 1);
    assertThat(books.by(CLASS_AND_GATE).values()).containsExactly(GateEvidence.NONE.rejected(1));
  }

  @Test
  void ofADeviceTheRejectedEventsAreItsPartOfItsClasses() {
    settle("cam-1", Purpose.AUDIT, Opinion.DENIED, 0.1);
    settle("cam-1", Purpose.AUDIT, Opinion.DENIED, 0.1);
    settle("cam-1", Purpose.AUDIT, Opinion.CONFIRMED, 0.1);
    settle("cam-2", Purpose.AUDIT, Opinion.DENIED, 0.1);
    settle("cam-2", Purpose.QUESTION, Opinion.CONFIRMED, 1);
    avoid("rejected", 36);
    avoid("repeat", 5);

    var byDevice = books.by(List.of(Dimension.DEVICE));
    assertThat(byDevice.get(List.of("cam-1")).rejected()).isEqualTo(30);
    assertThat(byDevice.get(List.of("cam-2")).rejected()).isEqualTo(10);
    assertThat(byDevice.get(List.of("cam-2")).passed()).isEqualTo(6);
  }

  @Test
  void ofADeviceThatWasNeverAuditedNothingIsKnownButThatItMayHaveMissedAll() {
    settle("cam-1", Purpose.AUDIT, Opinion.DENIED, 0.1);
    settle("cam-2", Purpose.QUESTION, Opinion.CONFIRMED, 1);
    avoid("rejected", 39);
    GateEvidence never = books.by(List.of(Dimension.DEVICE)).get(List.of("cam-2"));
    assertThat(never.rejected()).isEqualTo(40);
    Estimate recall = GateQuality.of(never).recall();
    assertThat(recall.value()).isNaN();
    assertThat(recall.low()).isLessThan(0.05);
    assertThat(recall.high()).isEqualTo(1);
  }

  @Test
  void rejectedEventsThatAreNeverAuditedAreToldAndTheirTenantLeftOutOfTheRecall() {
    settle("cam-1", Purpose.AUDIT, Opinion.CONFIRMED, 1);
    for (int i = 0; i < 9; i++) {
      settle("cam-1", Purpose.QUESTION, Opinion.CONFIRMED, 1);
    }
    avoid("rejected", 9);
    books.add(
        LedgerLine.avoided(
            new AvoidedCost("other", "door", "face@1", "repeat", NOON, 81), 0, NOON));
    books.add(
        LedgerLine.avoided(
            new AvoidedCost("other", "door", "face@1", "unaudited", NOON, 810), 0, NOON));
    GateEvidence known = books.by(CLASS_AND_GATE).get(List.of("door", "face@1"));
    assertThat(known.unaudited()).isEqualTo(810);
    assertThat(GateQuality.of(known).recall().value()).isCloseTo(9 / 19.0, within(1e-12));
    assertThat(printed(false)).contains("unaudited", "810");
    assertThat(printed(true)).contains("\"unaudited\":810");
  }

  @Test
  void theTableShowsTheIntervalsAndSaysWhereNothingIsKnown() {
    settle("cam-1", Purpose.QUESTION, Opinion.CONFIRMED, 1);
    avoid("rejected", 100);
    assertThat(printed(false))
        .contains("class", "missed ratio", "door", "face@1")
        .contains("? (0.00..100.00)")
        .contains("100.00 % (2.50..100.00)");
    assertThat(printed(true))
        .contains("\"class\":\"door\"")
        .contains("\"missedRatio\":{\"estimate\":null,\"low\":0.0,\"high\":1.0}");
  }

  private String printed(boolean json) {
    var text = new StringWriter();
    var table = new AuditTable(CLASS_AND_GATE, books.by(CLASS_AND_GATE));
    if (json) {
      table.printJson(new PrintWriter(text));
    } else {
      table.print(new PrintWriter(text));
    }
    return text.toString();
  }

  private void settle(String device, Purpose purpose, Opinion opinion, double share) {
    books.add(line(device, purpose, opinion, share));
  }

  private LedgerLine line(String device, Purpose purpose, Opinion opinion, double share) {
    return line("inference-" + calls++, device, purpose, opinion, share, 1);
  }

  private static LedgerLine line(
      String id, String device, Purpose purpose, Opinion opinion, double share, int attempt) {
    var call =
        new LedgerCall(
            id,
            attempt,
            false,
            "event-" + id,
            "acme",
            device,
            "door",
            "face",
            "face@1",
            0.2,
            "simulated",
            "model",
            "p-1",
            NOON,
            purpose,
            share);
    var answer =
        new Answer(
            opinion, "text", new TokenUsage(1, 0, 1), 7, "simulated", "model", id, 1, 1, true);
    return LedgerLine.settled(call.account(), call, answer, NOON);
  }

  private void avoid(String cause, long events) {
    books.add(
        LedgerLine.avoided(
            new AvoidedCost("acme", "door", "face@1", cause, NOON, events), 0, NOON));
  }
}
