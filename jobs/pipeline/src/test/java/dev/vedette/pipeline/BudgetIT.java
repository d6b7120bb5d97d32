package dev.vedette.pipeline;

import static dev.vedette.pipeline.GivenOrders.budget;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running job is told what may be spent, and spends no more. */
class BudgetIT {
  private final Instant at = Instant.now().minus(Duration.ofMinutes(5));

  @TempDir Path checkpoints;

  private int events;

  @Test
  void whatIsSpentStaysWithinTheBudgetThroughACrashAndGoesOnWhenItIsRaised() throws Exception {
    Map<String, String> options =
        Map.of("vedette.verdict.policy", "hold", "vedette.deferred.max-age", "0 s");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      send(site, "acme");
      site.await("it is answered", seen -> seen.outcome("cloud") == 1);
      long price = billed(site);
      long limit = 10 * worstCase(site);

      site.order(budget("day", limit));
      awaitDenial(site, "acme");
      long before = billed(site);
      assertThat(before).isBetween(2 * price, limit);

      site.checkpoint();
      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();
      site.await("the job grants again", seen -> seen.sum("vedette_admit_ready") == 2);
      awaitDenial(site, "acme");
      assertThat(billed(site)).isBetween(before, limit);

      send(site, "globex");
      site.await("another tenant has a budget of its own", seen -> billed(site) > before);

      long spent = billed(site);
      site.order(budget("day", limit + 10 * price));
      Awaiting.until(
          "more is spent",
          () -> {
            send(site, "acme");
            return site.settled();
          },
          seen -> billed(site) > spent + 3 * price);
      site.settled().assertConservation();
    }
  }

  /** The job obeys a moment after the order is in the topic. */
  private void awaitDenial(Site site, String tenant) throws Exception {
    long denied = denials(site);
    Awaiting.until(
        "the budget is exhausted",
        () -> {
          send(site, tenant);
          site.settled();
          return denials(site);
        },
        now -> now > denied);
  }

  private static long denials(Site site) throws Exception {
    return site.topics.verdicts().stream()
        .map(Verdict::reason)
        .filter(Reason.BUDGET_EXHAUSTED::equals)
        .count();
  }

  /** Of the one call that has been made. */
  private static long worstCase(Site site) throws Exception {
    return site.topics.ledger().stream()
        .filter(line -> line.entry() == LedgerLine.Entry.DISPATCHED)
        .mapToLong(LedgerLine::micros)
        .findFirst()
        .orElseThrow();
  }

  private static long billed(Site site) {
    return site.provider.books().totals().billedMicros();
  }

  private void send(Site site, String tenant) throws Exception {
    String event = "e-" + events++;
    site.send(new Capture(event, tenant, "cam-" + event, "door", at.plusMillis(events)), Site.FACE);
  }
}
