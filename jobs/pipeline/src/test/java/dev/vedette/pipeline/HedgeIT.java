package dev.vedette.pipeline;

import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.simulators.provider.BookTotals;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that lets the first call hang and answers the next. */
class HedgeIT {
  @TempDir Path checkpoints;

  @Test
  void aSecondCallOvertakesTheFirstAndBothAreSettledAtWhatTheyCost() throws Exception {
    Map<String, String> options =
        Map.of(
            "vedette.verdict.policy", "hold",
            "vedette.ask.deadline", "10 min",
            "vedette.ask.hedge.after", "1 s",
            "vedette.ask.hedge.share", "1");
    var hangsOnce = ProviderScript.faultless().failingFirst(1, Fault.hang());
    try (var site = Site.open(checkpoints, hangsOnce, options)) {
      site.send(site.capture("cam-1", "e-1", Instant.now().minusSeconds(60)), Site.FACE);
      site.settled().assertConservation();
      assertThat(site.topics.verdicts()).singleElement().matches(v -> v.by() == Giver.CLOUD);
      Scrape overtaken = site.scrape();
      assertThat(overtaken.sum("vedette_calls_hedged_total")).isOne();
      assertThat(overtaken.sum("vedette_hedges_won_total")).isOne();
      assertThat(overtaken.sum("vedette_in_flight")).as("the first one").isOne();

      site.provider.release();
      Scrape end = site.await("both calls have ended", s -> s.sum("vedette_in_flight") == 0);
      assertThat(site.topics.ledger())
          .extracting(LedgerLine::entry)
          .containsExactly(DISPATCHED, DISPATCHED, SETTLED, SETTLED);
      assertThat(site.topics.ledger())
          .extracting(line -> line.call().attempt())
          .containsExactly(1, 2, 2, 1);
      BookTotals billed = site.provider.books().totals();
      assertThat(billed.calls()).isEqualTo(2);
      assertThat(site.topics.ledger())
          .filteredOn(line -> line.entry() == SETTLED)
          .extracting(LedgerLine::micros)
          .satisfies(costs -> assertThat(sum(costs)).isEqualTo(billed.billedMicros()));
      assertThat(end.sum("vedette_tokens_total"))
          .isEqualTo(billed.promptTokens() + billed.completionTokens());
      assertThat(site.topics.verdicts()).as("one word").hasSize(1);
    }
  }

  private static long sum(Iterable<? extends Long> costs) {
    long sum = 0;
    for (long cost : costs) {
      sum += cost;
    }
    return sum;
  }
}
