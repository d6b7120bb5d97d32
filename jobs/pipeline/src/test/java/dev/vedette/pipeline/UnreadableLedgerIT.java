package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes into the ledger what is no ledger line. */
class UnreadableLedgerIT {
  private final Instant at = Instant.now().minus(Duration.ofHours(1));

  @TempDir Path checkpoints;

  @Test
  void itsTenantIsAnsweredAtTheEdgeAndTheJobGoesOnAlsoAfterARestart() throws Exception {
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), Map.of())) {
      site.send(capture("acme", "before"), Site.FACE);
      site.await("it is answered", s -> s.outcome("cloud") == 1);

      String tenant = site.topics.ledger().get(0).accountKey();
      assertThat(tenant).isEqualTo("acme");
      byte[] nonsense = "no ledger line".getBytes(StandardCharsets.UTF_8);
      site.forge(tenant, nonsense);
      site.forge("nobody", nonsense);
      site.await("both are noticed", s -> s.sum("vedette_ledger_unreadable_total") == 2);
      site.send(capture("acme", "closed"), Site.FACE);
      site.send(capture("globex", "open"), Site.FACE);
      site.settled().assertConservation();

      site.checkpoint();
      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();
      site.await("the job grants again", s -> s.sum("vedette_admit_ready") == 2);
      site.send(capture("acme", "still-closed"), Site.FACE);
      site.send(capture("globex", "still-open"), Site.FACE);
      site.settled().assertConservation();

      List<Verdict> last = site.topics.verdicts().stream().filter(Verdict::last).toList();
      assertThat(reasonOf(last, "before")).isNull();
      assertThat(reasonOf(last, "closed")).isEqualTo(Reason.ERROR);
      assertThat(reasonOf(last, "open")).isNull();
      assertThat(reasonOf(last, "still-closed")).isEqualTo(Reason.ERROR);
      assertThat(reasonOf(last, "still-open")).isNull();
      assertThat(site.provider.books().totals().calls()).isEqualTo(3);
    }
  }

  /** Each event is of a device of its own, so that each is a new episode. */
  private Capture capture(String tenant, String eventId) {
    return new Capture(eventId, tenant, "cam-" + eventId, "door", at);
  }

  /** Null where the cloud answered. */
  private static Reason reasonOf(List<Verdict> verdicts, String eventId) {
    return verdicts.stream()
        .filter(verdict -> verdict.header().eventId().equals(eventId))
        .findAny()
        .orElseThrow()
        .reason();
  }
}
