package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real topology on a real broker, with the real gate. Only the provider is simulated. */
class EndToEndIT {
  private static final int DEVICES = 4;
  private static final int EPISODES = 5;
  private static final int FRAMES = 6;

  @TempDir Path checkpoints;

  @Test
  void everyEventHasExactlyOneOutcome() throws Exception {
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), Map.of())) {
      Instant start = Instant.now().minus(Duration.ofHours(1));
      for (int device = 0; device < DEVICES; device++) {
        for (int episode = 0; episode < EPISODES; episode++) {
          for (int frame = 0; frame < FRAMES; frame++) {
            String name = "cam-" + device;
            String id = name + "/" + episode + "/" + frame;
            Instant at = start.plusSeconds(60L * episode + frame);
            site.send(site.capture(name, id, at), frame % 2 == 0 ? Site.FACE : Site.CAT);
          }
        }
      }
      // Two that came twice, and four that nobody can judge.
      site.send(site.capture("cam-0", "cam-0/0/0", start), Site.FACE);
      site.send(site.capture("cam-1", "cam-1/0/1", start), Site.CAT);
      site.send("cam-0", new byte[0], List.of());
      site.send("cam-0", new byte[] {1, 2, 3}, List.of());
      site.send(site.capture("", "nameless", start), Site.CAT);
      site.send(site.capture("cam-2", "unset", Instant.EPOCH), Site.CAT);

      Scrape end = site.settled();

      end.assertConservation();
      int episodes = DEVICES * EPISODES;
      int positives = DEVICES * EPISODES * FRAMES / 2;
      assertThat(end.outcome("dead-lettered")).isEqualTo(4);
      assertThat(end.outcome("duplicate")).isEqualTo(2);
      assertThat(end.outcome("rejected")).isEqualTo(positives);
      assertThat(end.outcome("repeat")).isEqualTo(positives - episodes);
      assertThat(end.outcome("cloud")).isEqualTo(episodes);
      assertThat(end.outcome("edge")).isZero();
      assertThat(end.outcome("late")).isZero();

      List<Verdict> verdicts = site.topics.verdicts();
      assertThat(verdicts.stream().map(Verdict::verdictId).distinct()).hasSize(2 * episodes);
      assertThat(verdicts.stream().filter(Verdict::last).map(v -> v.header().eventId()).distinct())
          .hasSize(episodes);
      assertThat(verdicts)
          .filteredOn(Verdict::last)
          .allSatisfy(v -> assertThat(v.by()).isEqualTo(Giver.CLOUD))
          .allSatisfy(v -> assertThat(v.answer().simulated()).isTrue());
      assertThat(site.provider.books().totals().calls()).isEqualTo(episodes);
      assertThat(site.topics.deadLetters(4))
          .extracting(DeadLetter::reason)
          .containsExactlyInAnyOrder(
              DeadLetterReason.EMPTY,
              DeadLetterReason.NO_SCHEMA_ID,
              DeadLetterReason.MISSING_ID,
              DeadLetterReason.CAPTURED_TOO_EARLY);
    }
  }
}
