package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.simulators.provider.BookEntry;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches the provider: the frames of an episode, or none. */
class EvidenceIT {
  /** What the simulated provider counts for a picture in low detail. */
  private static final int PICTURE_TOKENS = 85;

  @TempDir Path checkpoints;

  @Test
  void anEpisodeIsAskedAboutWithItsFramesAndWhereNoneMayLeaveWithScoresAlone() throws Exception {
    Map<String, String> options =
        Map.of(
            "vedette.ask.pictures", "3",
            "vedette.ask.settling", "6 s",
            "vedette.ask.pictures-by-scope", "acme/yard:none",
            "vedette.provider.max-pictures", "3");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      Instant at = Instant.now().minusSeconds(60);
      site.send(site.capture("cam-1", "opens", at), Site.FACE);
      site.send(site.capture("cam-1", "second", at.plusMillis(2_400)), Site.FACE);
      site.send(site.capture("cam-1", "third", at.plusMillis(4_800)), Site.FACE);
      site.send(site.capture("cam-1", "over", at.plusMillis(6_000)), Site.CAT);
      site.send(site.capture("cam-2", "alone", at), Site.FACE);
      site.send(new Capture("hidden", "acme", "cam-3", "yard", at), Site.FACE);
      Scrape end = site.settled();

      end.assertConservation();
      assertThat(end.outcome("cloud")).isEqualTo(3);
      assertThat(end.outcome("repeat")).isEqualTo(2);
      assertThat(end.outcome("rejected")).isOne();
      List<Verdict> verdicts = site.topics.verdicts();
      for (String event : List.of("opens", "alone", "hidden")) {
        assertThat(verdicts)
            .filteredOn(verdict -> verdict.header().eventId().equals(event))
            .extracting(Verdict::revision)
            .as(event)
            .containsExactly(0, 1);
      }
      BookEntry three = call(site, verdicts, "opens");
      BookEntry one = call(site, verdicts, "alone");
      BookEntry none = call(site, verdicts, "hidden");
      assertThat(three.promptTokens() - one.promptTokens())
          .isCloseTo(2 * PICTURE_TOKENS, within(30L));
      assertThat(one.bodyBytes()).isGreaterThan(8_000);
      assertThat(none.bodyBytes()).isLessThan(2_500);
    }
  }

  private static BookEntry call(Site site, List<Verdict> verdicts, String event) {
    String inference =
        verdicts.stream()
            .filter(verdict -> verdict.header().eventId().equals(event))
            .findFirst()
            .orElseThrow()
            .inferenceId();
    List<BookEntry> calls = site.provider.books().calls(inference);
    assertThat(calls).as(event).hasSize(1);
    return calls.get(0);
  }
}
