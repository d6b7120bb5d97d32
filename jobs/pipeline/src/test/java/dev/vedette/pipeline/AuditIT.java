package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.control.Mode;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.LedgerLine.Entry;
import dev.vedette.core.money.Purpose;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejected events are audited on the whole way, and what was not asked is in the ledger. */
class AuditIT {
  /** Of the gate; below it, each of its variants has a score of its own for the same picture. */
  private static final double THRESHOLD = 0.77;

  private static final String AUDITS = "vedette_audit_events_total";

  /** The simulated brain sees what it is asked about wherever it is asked. */
  private static final String MISSED = "result=\"missed\"";

  @TempDir Path checkpoints;

  @Test
  void whatTheGateMissedIsFoundAndToldAndNoVerdictIsSaidOnIt() throws Exception {
    Map<String, String> options = Map.of("vedette.audit.share", "1");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      Instant now = Instant.now();
      site.send(site.capture("cam-0", "face", now), Site.FACE);
      site.settled();
      site.send(site.capture("cam-0", "face again", now.plusMillis(1)), Site.FACE);
      for (int i = 0; i < 3; i++) {
        site.send(site.capture("cam-" + i, "cat-" + i, now.plusMillis(i)), Site.CAT);
      }
      Scrape told =
          site.await(
              "three misses",
              s ->
                  s.sum(AUDITS, MISSED) == 3
                      && s.sum("vedette_avoided_calls_total") == 1
                      && gauge(s, "vedette_gate_recall", "estimate") == 0.4);
      told.assertConservation();
      assertThat(told.outcome("rejected")).isEqualTo(3);
      assertThat(told.sum(AUDITS, "result=\"sampled\"")).isEqualTo(3);
      assertThat(told.sum(AUDITS)).isEqualTo(6);
      assertThat(gauge(told, "vedette_audit_missed_ratio", "estimate")).isEqualTo(1);
      assertThat(gauge(told, "vedette_gate_precision", "estimate")).isEqualTo(1);
      assertThat(site.topics.verdicts())
          .extracting(verdict -> verdict.header().eventId())
          .containsOnly("face");

      List<LedgerLine> audits =
          site.topics.ledger().stream()
              .filter(line -> line.entry() == Entry.SETTLED)
              .filter(line -> call(line).purpose() == Purpose.AUDIT)
              .toList();
      assertThat(audits).extracting(line -> call(line).eventId()).contains("cat-0", "cat-2");
      assertThat(audits)
          .allSatisfy(
              line -> {
                assertThat(call(line).share()).isEqualTo(1);
                assertThat(call(line).score()).isLessThan(THRESHOLD);
                assertThat(line.answer()).extracting(Answer::isUseful).isEqualTo(true);
              });
      assertThat(site.provider.books().totals().calls()).isEqualTo(4);

      Collection<LedgerLine> avoided =
          Awaiting.until(
              "what was avoided, in the ledger",
              () -> lastOfEachMinute(site.topics.avoided()),
              lines -> lines.stream().mapToLong(line -> cost(line).events()).sum() == 1);
      long price = site.topics.verdicts().stream().mapToLong(AuditIT::cost).max().orElseThrow();
      assertThat(price).isPositive();
      assertThat(avoided.stream().mapToLong(LedgerLine::micros).sum()).isEqualTo(price);
      assertThat(told.sum("vedette_avoided_calls_total", "cause=\"repeat\"")).isOne();
    }
  }

  @Test
  void anAnswerStandsForAllEventsOfItsEpisodeHereAndInTheLedger() throws Exception {
    Map<String, String> options =
        Map.of("vedette.audit.share", "1", "vedette.episode.silence", "1 s");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      Instant now = Instant.now();
      for (int i = 0; i < 3; i++) {
        site.send(site.capture("cam-0", "face-" + i, now.plusMillis(i)), Site.FACE);
      }
      site.send(site.capture("cam-1", "cat", now), Site.CAT);
      site.await("the recall of events", s -> gauge(s, "vedette_gate_recall", "estimate") == 0.75);
      List<LedgerLine> told =
          Awaiting.until(
              "what the answer stands for", site.topics::repeated, lines -> !lines.isEmpty());
      LedgerLine settled =
          site.topics.ledger().stream()
              .filter(line -> line.entry() == Entry.SETTLED)
              .filter(line -> call(line).purpose() == Purpose.QUESTION)
              .findFirst()
              .orElseThrow();
      assertThat(told)
          .extracting(LedgerLine::repeats)
          .containsOnly(new Repeats(call(settled).inferenceId(), 2));
    }
  }

  @Test
  void inEdgeModeNobodyIsAskedAndTheAuditsAreCountedAsDenied() throws Exception {
    Map<String, String> options = Map.of("vedette.audit.share", "1");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      site.order(GivenOrders.order("acme", "door", Mode.EDGE));
      Awaiting.until(
          "an audit that is denied by order",
          () -> {
            String id = "cat-" + System.nanoTime();
            site.send(site.capture("cam-" + id, id, Instant.now()), Site.CAT);
            return site.settled();
          },
          s -> s.sum(AUDITS, "result=\"denied\"", "reason=\"edge-mode\"") > 0);
      assertThat(site.topics.verdicts()).isEmpty();
    }
  }

  /** The line with the most events counts. */
  private static Collection<LedgerLine> lastOfEachMinute(List<LedgerLine> lines) {
    Map<Instant, LedgerLine> last = new HashMap<>();
    for (LedgerLine line : lines) {
      last.merge(
          cost(line).beganAt(),
          line,
          (one, other) -> cost(one).events() < cost(other).events() ? other : one);
    }
    return last.values();
  }

  private static AvoidedCost cost(LedgerLine line) {
    return Objects.requireNonNull(line.avoided());
  }

  private static long cost(Verdict verdict) {
    Answer answer = verdict.answer();
    return answer == null ? 0 : answer.costMicros();
  }

  private static LedgerCall call(LedgerLine line) {
    return Objects.requireNonNull(line.call());
  }

  private static double gauge(Scrape scrape, String name, String bound) {
    return scrape.series().entrySet().stream()
        .filter(series -> series.getKey().startsWith(name + "{"))
        .filter(series -> series.getKey().contains("bound=\"" + bound + "\""))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(Double.NaN);
  }
}
