package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job goes on with another number of subtasks, and with another policy. */
class RescalingIT {
  private static final int POSITIVES = 20;

  @TempDir Path checkpoints;

  @TempDir Path savepoints;

  @Test
  void whatIsKeptAndWhoWasHeardOutlivesAChangeOfParallelismAndOfPolicy() throws Exception {
    Map<String, String> options =
        Map.of(
            "parallelism.default", "1",
            "vedette.deferred.max-age", "1 h",
            "vedette.breaker.wait.longest", "2 s");
    var gone = ProviderScript.faultless().failing(Fault.serverError(503, false));
    try (var site = Site.open(checkpoints, gone, options)) {
      site.sendFaces(POSITIVES, Instant.now());
      site.sent();
      site.await("all are kept", s -> s.sum("vedette_deferred_questions") == POSITIVES);
      assertThat(site.scrape().sum("vedette_devices")).isEqualTo(POSITIVES);

      site.restart(savepoints, Map.of("parallelism.default", "2"));
      site.await("all are kept still", s -> s.sum("vedette_deferred_questions") == POSITIVES);
      assertThat(site.scrape().sum("vedette_devices")).isEqualTo(POSITIVES);

      site.restart(
          savepoints, Map.of("parallelism.default", "1", "vedette.verdict.policy", "hold"));
      assertThat(site.scrape().sum("vedette_devices")).isEqualTo(POSITIVES);
      site.provider.play(ProviderScript.faultless());
      site.settled().assertConservation();
      site.await("nothing is kept any more", s -> s.sum("vedette_deferred_questions") == 0);

      // Above the edge's two, which were said when the policy was another.
      assertThat(events(site, verdict -> verdict.revision() == 1 && !verdict.last()))
          .hasSize(POSITIVES);
      assertThat(events(site, verdict -> verdict.revision() == 2 && verdict.last()))
          .hasSize(POSITIVES);
      assertThat(site.topics.verdicts())
          .filteredOn(Verdict::last)
          .allSatisfy(verdict -> assertThat(verdict.by()).isEqualTo(Giver.CLOUD));
      assertThat(site.provider.books().totals().answered()).isEqualTo(POSITIVES);
    }
  }

  private static Set<String> events(Site site, Predicate<Verdict> wanted) throws Exception {
    return site.topics.verdicts().stream()
        .filter(wanted)
        .map(verdict -> verdict.header().eventId())
        .collect(Collectors.toSet());
  }
}
