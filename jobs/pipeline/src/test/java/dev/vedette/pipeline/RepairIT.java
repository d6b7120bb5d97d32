package dev.vedette.pipeline;

import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.BookEntry;
import dev.vedette.simulators.provider.BookTotals;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that writes something else than an answer: once, and then always. */
class RepairIT {
  private static final Fault CHATTER = Fault.otherWords("Certainly! There is a face.");

  @TempDir Path checkpoints;

  @Test
  void oneUselessAnswerIsRepairedASecondIsRefusedAndEachIsPaidForOnce() throws Exception {
    var chattersOnce = ProviderScript.faultless().failingFirst(1, CHATTER);
    try (var site =
        Site.open(checkpoints, chattersOnce, Map.of("vedette.verdict.policy", "hold"))) {
      Instant at = Instant.now().minusSeconds(60);
      site.send(site.capture("cam-1", "once", at), Site.FACE);
      site.settled();
      site.provider.play(ProviderScript.faultless().failing(CHATTER));
      site.send(site.capture("cam-2", "always", at), Site.FACE);
      Scrape end = site.settled();

      end.assertConservation();
      assertThat(end.outcome("cloud")).isOne();
      assertThat(end.outcome("edge")).isOne();
      Verdict repaired = verdict(site, "once");
      assertThat(repaired.by()).isEqualTo(Giver.CLOUD);
      Verdict refused = verdict(site, "always");
      assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
      assertThat(refused.last()).isTrue();

      for (Verdict verdict : List.of(repaired, refused)) {
        List<LedgerLine> lines = linesAbout(site, verdict);
        assertThat(lines)
            .extracting(LedgerLine::entry)
            .containsExactly(DISPATCHED, SETTLED, DISPATCHED, SETTLED);
        List<BookEntry> calls = site.provider.books().calls(verdict.inferenceId());
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1).promptTokens()).isGreaterThan(calls.get(0).promptTokens());
        for (int call = 0; call < 2; call++) {
          long cost = lines.get(2 * call + 1).micros();
          assertThat(cost).isEqualTo(calls.get(call).billedMicros());
          assertThat(cost).isLessThanOrEqualTo(lines.get(2 * call).micros());
        }
      }
      BookTotals billed = site.provider.books().totals();
      assertThat(end.sum("vedette_tokens_total"))
          .isEqualTo(billed.promptTokens() + billed.completionTokens());
      assertThat(end.sum("vedette_cloud_calls_total", "result=\"refused\"")).isEqualTo(3);
    }
  }

  private static Verdict verdict(Site site, String eventId) throws Exception {
    return site.topics.verdicts().stream()
        .filter(verdict -> verdict.header().eventId().equals(eventId))
        .findFirst()
        .orElseThrow();
  }

  private static List<LedgerLine> linesAbout(Site site, Verdict verdict) throws Exception {
    return site.topics.ledger().stream()
        .filter(line -> line.call().inferenceId().equals(verdict.inferenceId()))
        .toList();
  }
}
