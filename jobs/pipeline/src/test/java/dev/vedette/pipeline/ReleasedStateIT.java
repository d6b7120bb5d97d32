package dev.vedette.pipeline;

import static dev.vedette.pipeline.GivenOrders.budget;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each release has left is gone on with by the job as it is now.
 *
 * <p>{@code -Dgolden.savepoint=VERSION} first writes what this job leaves, under that version.
 */
class ReleasedStateIT {
  private static final String WRITTEN = System.getProperty("golden.savepoint", "");
  private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");
  private static final String EVER = "3650 d";

  /** Below what the person gate gives a cat, which its own threshold does not let through. */
  private static final double LOW = 0.05;

  /**
   * Nothing of it may depend on how old the state is: whatever it waits for, it waits for years.
   */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("vedette.gate.location", "classpath:gates/person"),
          Map.entry("vedette.sensor.gate.location", "classpath:gates/turbofan"),
          Map.entry("vedette.sensor.silence", EVER),
          Map.entry("vedette.episode.quiet-gap", "10 s"),
          Map.entry("vedette.episode.silence", EVER),
          Map.entry("vedette.journal.memory", EVER),
          Map.entry("vedette.deferred.max-age", EVER),
          Map.entry("vedette.breaker.wait.longest", "2 s"),
          Map.entry("vedette.audit.share", "1"));

  private final EngineLife life = EngineLife.sample();

  @TempDir Path folder;

  static List<ReleasedState> releases() throws Exception {
    if (!WRITTEN.isEmpty()) {
      new ReleasedStateIT().leave(ReleasedState.of(WRITTEN));
    }
    return ReleasedState.all();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void whatAReleaseHasLeftIsGoneOnWith(ReleasedState left) throws Exception {
    Map<String, Long> before = left.counted();
    Path checkpoints = folder.resolve("checkpoints");
    var faultless = ProviderScript.faultless();
    try (var site = Site.resume(checkpoints, faultless, left.options(), left)) {
      site.await("what was counted", seen -> counted(seen).entrySet().containsAll(steady(before)));
      site.await("both subtasks serve the release", seen -> serving(seen) == 2);

      // Its episode is still open, its gate has the released head, its window lacks one reading.
      site.send(site.capture("cam-0", "again", START.plusSeconds(2)), Site.FACE);
      site.send(site.capture("cam-new", "cat", START.plusSeconds(2)), Site.CAT);
      int cycle = Math.toIntExact(before.get("readings"));
      site.send(
          site.capture("engine", "engine/" + cycle, START.plusSeconds(cycle)), life.cycle(cycle));
      Scrape after =
          site.await(
              "an outcome for all",
              seen ->
                  seen.received() == before.get("received") + 3
                      && seen.settled() == seen.received()
                      && seen.sum("vedette_deferred_questions") == 0);
      after.assertConservation();
      assertThat(after.outcome("repeat")).isEqualTo(before.get("repeat") + 1);
      assertThat(after.windows("complete")).isEqualTo(before.get("windows") + 1);
      assertThat(after.outcome("cloud"))
          .as("what was deferred and the cat are answered")
          .isEqualTo(before.get("cloud") + before.get("deferred") + 1);
    }
  }

  /** Without those that change by themselves once the provider can be reached. */
  private static Set<Map.Entry<String, Long>> steady(Map<String, Long> counted) {
    Map<String, Long> rest = new TreeMap<>(counted);
    rest.keySet().removeAll(List.of("cloud", "deferred"));
    return rest.entrySet();
  }

  private static long serving(Scrape seen) {
    return seen.sum("vedette_gate_release_sequence");
  }

  private static Map<String, Long> counted(Scrape seen) {
    return Map.of(
        "received", seen.received(),
        "rejected", seen.outcome("rejected"),
        "repeat", seen.outcome("repeat"),
        "cloud", seen.outcome("cloud"),
        "deferred", seen.sum("vedette_deferred_questions"),
        "readings", seen.readings("kept"),
        "windows", seen.windows("complete"));
  }

  private void leave(ReleasedState state) throws Exception {
    delete(state.folder());
    Path work = Files.createTempDirectory("released-state");
    var releasing = new Releasing(work);
    Map<String, String> options = new HashMap<>(releasing.options());
    options.putAll(OPTIONS);
    try (var site = Site.open(work.resolve("checkpoints"), ProviderScript.faultless(), options)) {
      site.order(budget("day", 1_000_000_000));
      for (int camera = 0; camera < 4; camera++) {
        site.send(site.capture("cam-" + camera, "face-" + camera, START), Site.FACE);
        site.send(site.capture("yard-" + camera, "yard-" + camera, START), Site.CAT);
      }
      site.settled();
      site.send(site.capture("cam-0", "repeated", START.plusSeconds(1)), Site.FACE);
      site.settled();
      releasing.announce(site, releasing.head(1, "1.1.1", LOW, null).announcement());
      releasing.await(site, 1, Stage.ACTIVATED);

      site.provider.play(ProviderScript.faultless().failing(Fault.serverError(503, false)));
      for (int camera = 0; camera < 3; camera++) {
        site.send(site.capture("far-" + camera, "far-" + camera, START), Site.FACE);
      }
      site.await("they are kept", seen -> seen.sum("vedette_deferred_questions") == 3);
      for (int cycle = 0; cycle < 29; cycle++) {
        site.send(
            site.capture("engine", "engine/" + cycle, START.plusSeconds(cycle)), life.cycle(cycle));
      }
      site.await("the readings are there", seen -> seen.readings("kept") == 29);
      Map<String, Long> counted = counted(site.scrape());
      Path savepoint = site.stop(work.resolve("savepoints"));
      Files.createDirectories(state.folder());
      Files.move(savepoint, state.savepoint());
      Files.move(work.resolve("trusted"), state.trusted());
      state.keep(site.broker, OPTIONS, counted);
    } finally {
      delete(work);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
