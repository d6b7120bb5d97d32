package dev.vedette.pipeline;

import static dev.vedette.pipeline.GivenOrders.budget;
import static dev.vedette.pipeline.GivenOrders.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.control.Mode;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running job is told who has the last word. */
class ControlIT {
  @TempDir Path checkpoints;

  private int events;

  @Test
  void theModeChangesWhileTheJobRunsAndOutlivesACrash() throws Exception {
    Map<String, String> options = Map.of("vedette.verdict.policy", "hold");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      assertThat(said(site, true).by()).isEqualTo(Giver.CLOUD);

      site.order(order("acme", "door", Mode.EDGE));
      Verdict ordered = awaitSaid(site, true, Giver.EDGE);
      assertThat(ordered.reason()).isEqualTo(Reason.EDGE_MODE);
      assertThat(ordered.last()).isTrue();
      long asked = site.provider.books().totals().calls();

      site.checkpoint();
      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();
      for (int i = 0; i < 5; i++) {
        assertThat(said(site, true).reason()).isEqualTo(Reason.EDGE_MODE);
      }
      assertThat(site.provider.books().totals().calls()).isEqualTo(asked);

      site.order(order("acme", "door", Mode.CLOUD));
      awaitSaid(site, true, Giver.CLOUD);
      Verdict negative = said(site, false);
      assertThat(negative.by()).as("%s", negative).isEqualTo(Giver.CLOUD);
      assertThat(negative.judgement().positive()).isFalse();

      site.takeBack("acme/door");
      Awaiting.until(
          "the gate decides again",
          () -> {
            send(site, false);
            return site.settled();
          },
          seen -> seen.outcome("rejected") > 0);
      site.settled().assertConservation();
    }
  }

  /** Otherwise its first word would be its last, and a paid answer of no use. */
  @Test
  void whatWasAskedAboutForItselfGetsItsLastWordThoughTheModeHasChangedAtACrash() throws Exception {
    Map<String, String> options = Map.of("execution.checkpointing.interval", "1 h");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      assertThat(said(site, true).by()).isEqualTo(Giver.EDGE);
      site.checkpoint();
      long before = site.settled().outcome("cloud");
      site.order(order("acme", "door", Mode.CLOUD));
      Awaiting.until(
          "the cloud is asked about a negative event",
          () -> {
            send(site, false);
            return site.settled();
          },
          seen -> seen.outcome("cloud") > before);
      long asked = site.settled().outcome("cloud");

      site.takeBack("acme/door");
      long rejected = site.settled().outcome("rejected");
      Awaiting.until(
          "the gate decides again",
          () -> {
            send(site, false);
            return site.settled();
          },
          seen -> seen.outcome("rejected") > rejected);
      long calls = site.provider.books().totals().calls();
      long nobodysCalls = site.settled().outcome("rejected");

      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();
      Scrape after = site.settled();
      after.assertConservation();
      assertThat(after.outcome("cloud")).isGreaterThanOrEqualTo(asked);
      assertThat(site.provider.books().totals().calls())
          .as("their answers were in the ledger; others may be asked about who came just then")
          .isBetween(calls, calls + nobodysCalls);
    }
  }

  @Test
  void whatMayBeSpentChangesWhileTheJobRunsAndOutlivesACrash() throws Exception {
    Map<String, String> options = Map.of("vedette.verdict.policy", "hold");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      site.order(budget("all", 1_000_000));
      assertThat(awaitSaid(site, true, Giver.CLOUD).by()).isEqualTo(Giver.CLOUD);

      site.order(budget("none", 0));
      assertThat(awaitSaid(site, true, Giver.EDGE).reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
      long asked = site.provider.books().totals().calls();
      site.checkpoint();
      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();
      assertThat(said(site, true).by()).isEqualTo(Giver.EDGE);
      assertThat(site.provider.books().totals().calls()).isEqualTo(asked);

      site.takeBack("budget:none");
      awaitSaid(site, true, Giver.CLOUD);
    }
  }

  /** The job obeys a moment after the order is in the topic. */
  private Verdict awaitSaid(Site site, boolean face, Giver by) throws Exception {
    return Awaiting.until("a word by the " + by, () -> said(site, face), word -> word.by() == by);
  }

  private Verdict said(Site site, boolean face) throws Exception {
    String event = send(site, face);
    site.settled();
    return Awaiting.until(
            "a word on " + event,
            () ->
                site.topics.verdicts().stream()
                    .filter(verdict -> verdict.header().eventId().equals(event))
                    .toList(),
            words -> !words.isEmpty())
        .get(0);
  }

  private String send(Site site, boolean face) throws Exception {
    String id = "event-" + events++;
    site.send(site.capture("cam-" + id, id, Instant.now()), face ? Site.FACE : Site.CAT);
    return id;
  }
}
