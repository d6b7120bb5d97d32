package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sinks that are full, so that a checkpoint's barriers overtake what waits for them. */
class OvertakingBarriersIT {
  /** What is kept of them, with their pictures, is more than a sink holds. */
  private static final int UNANSWERED = 80;

  private static final int ANSWERED = 20;

  private static final int LATE = 40;

  private static final int FULL = 1 << 20;

  private static final long BYTES_PER_SECOND = 10_000;

  private static final Map<String, String> OPTIONS =
      Map.of(
          "vedette.deferred.max-age",
          "1 h",
          "vedette.breaker.wait.first",
          "100 ms",
          "vedette.breaker.wait.longest",
          "200 ms",
          "execution.checkpointing.externalized-checkpoint-retention",
          "RETAIN_ON_CANCELLATION",
          "execution.checkpointing.num-retained",
          "20");

  @TempDir Path checkpoints;

  /** In a site of its own each: what was written before counts for a quota that comes then. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1"})
  void aJobGoesOnWithMoreAndWithFewerSubtasksAndNothingIsLostOrPaidTwice(int before, int after)
      throws Exception {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("parallelism.default", String.valueOf(before));
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options);
        var throttle = new SinkThrottle(site.broker.bootstrap())) {
      throttle.limitAll(BYTES_PER_SECOND);
      String overtaken = fill(site, before * FULL);
      throttle.lift();
      site.restartFrom(overtaken, Map.of("parallelism.default", String.valueOf(after)));
      nothingIsLostOrPaidTwice(site);
    }
  }

  /**
   * Until records wait for the sinks. From then on one goes on every few seconds, so nothing is
   * waited for but the checkpoint.
   */
  private String fill(Site site, long bytes) throws Exception {
    send(site, "answered", ANSWERED);
    Awaiting.until("the cloud answers", () -> answered(site), now -> now > 0);
    site.provider.play(ProviderScript.faultless().failing(Fault.serverError(503, false)));
    send(site, "unanswered", UNANSWERED);
    site.await(
        "what is kept is as much as the sinks hold before records wait",
        s -> s.sum("vedette_sink_held_bytes", "topic=\"deferred\"") >= bytes);
    site.provider.play(ProviderScript.faultless());
    send(site, "late", LATE);
    return site.overtakenCheckpoint("admit questions");
  }

  private static long answered(Site site) {
    return site.provider.books().totals().answered();
  }

  private static void send(Site site, String name, int events) throws Exception {
    for (int i = 0; i < events; i++) {
      String id = name + "-" + i;
      site.send(site.capture("cam-" + id, id, Instant.now()), Site.FACE);
    }
  }

  /**
   * Each event has the cloud's word or is kept to be asked about: what was kept before the restart
   * and is read after it rests for more than a minute.
   */
  private static void nothingIsLostOrPaidTwice(Site site) throws Exception {
    int all = site.sent();
    Scrape scrape =
        site.await(
            "an outcome or a place in the backlog for each of " + all,
            s ->
                s.received() == all
                    && s.settled() + s.sum("vedette_deferred_questions") == all
                    && s.sum("vedette_sink_held_bytes") == 0);
    Set<String> said =
        Awaiting.until(
            "the cloud's words",
            () -> saidByCloud(site),
            words -> words.size() >= scrape.settled());

    assertThat(answered(site))
        .as("answered, and paid, once each, but for what the ledger knows the restart cut off")
        .isBetween((long) said.size(), said.size() + repeats(site));
  }

  private static Set<String> saidByCloud(Site site) throws Exception {
    return site.topics.verdicts().stream()
        .filter(verdict -> verdict.last() && verdict.by() == Giver.CLOUD)
        .map(verdict -> verdict.header().eventId())
        .collect(Collectors.toSet());
  }

  /** Answers of which the ledger itself says that an earlier call may have been billed as well. */
  private static long repeats(Site site) throws Exception {
    return site.topics.ledger().stream()
        .filter(line -> line.entry() == LedgerLine.Entry.SETTLED)
        .filter(line -> Objects.requireNonNull(line.call()).repeat())
        .count();
  }
}
