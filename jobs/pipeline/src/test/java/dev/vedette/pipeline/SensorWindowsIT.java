package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Samples;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.ProviderScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a made-up engine, reading by reading through the real topology, with the real gate
 * for sensors beside the one for cameras. One engine's readings come as they should, another's as
 * they do in the field, and a third one is young.
 */
class SensorWindowsIT {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "vedette.sensor.gate.location", "classpath:gates/turbofan",
          "vedette.sensor.period", "1 s",
          "vedette.sensor.allowed-lateness", "10 s",
          "vedette.episode.quiet-gap", "30 s");

  /** Of 160. A window is positive when at most 30 cycles are left. */
  private static final int CYCLES = EngineLife.CYCLES;

  private static final int WORN = 110;
  private static final int YOUNG = 60;
  private static final int ROWS = 10;

  /** Where a window has too few readings at the beginning of a life. */
  private static final int INCOMPLETE = 14;

  private final Instant start = Instant.now().minus(Duration.ofHours(1));
  private final EngineLife life = EngineLife.sample();

  @TempDir Path checkpoints;

  @Test
  void anEngineIsReportedBeforeItFailsAndEveryReadingHasExactlyOneOutcome() throws Exception {
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), OPTIONS)) {
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        send(site, "engine-sound", cycle);
      }
      int lost = sendAsTheFieldDoes(site, "engine-field");
      for (int cycle = 0; cycle < YOUNG; cycle += ROWS) {
        sendRows(site, "engine-young", cycle);
      }
      site.send(
          site.capture("engine-strange", "strange", start),
          new Samples(List.of("humidity"), 0, new float[] {40}));
      site.send(
          site.capture("engine-strange", "timeless", start),
          new Samples(List.of("T24"), 0, new float[] {640, 641, 642}));
      site.send(site.capture("cam-0", "face", start), Site.FACE);

      int kept = CYCLES + CYCLES - lost + YOUNG;
      int windows = kept - 3 - 3 * INCOMPLETE; // Three came after their successors.
      Scrape end =
          site.await(
              "every reading and every window has its outcome",
              s ->
                  s.sum("vedette_readings_total") == kept + 3 + 1 + 4
                      && s.received() == windows + 1
                      && s.settled() == windows + 1);

      end.assertConservation();
      end.assertConservationOfReadings(1);
      assertThat(end.readings("kept")).isEqualTo(kept);
      assertThat(end.readings("duplicate")).isEqualTo(3);
      assertThat(end.readings("late")).isOne();
      assertThat(end.readings("dead-lettered")).isEqualTo(4);
      assertThat(end.windows("complete")).isEqualTo(windows);
      assertThat(end.windows("incomplete")).isEqualTo(3 * INCOMPLETE);
      assertThat(end.outcome("dead-lettered")).isZero();
      assertThat(end.outcome("rejected")).isGreaterThan(windows - 2 * (CYCLES - WORN));
      assertThat(end.outcome("repeat")).isGreaterThan(30);

      verdictsComeNearTheEndOfALife(site.topics.verdicts());
      assertThat(site.topics.deadLetters(2))
          .extracting(DeadLetter::reason)
          .containsExactlyInAnyOrder(DeadLetterReason.WRONG_WINDOW, DeadLetterReason.MALFORMED);
    }
  }

  private void verdictsComeNearTheEndOfALife(List<Verdict> verdicts) {
    List<Verdict> failing =
        verdicts.stream().filter(v -> v.judgement().label().equals("failing")).toList();
    assertThat(failing)
        .extracting(v -> v.header().device())
        .contains("engine-sound", "engine-field")
        .doesNotContain("engine-young");
    assertThat(failing)
        .allSatisfy(
            v -> {
              assertThat(v.judgement().gate()).isEqualTo("turbofan@1.0.0");
              assertThat(v.header().capturedAt()).isAfter(start.plusSeconds(WORN));
              assertThat(v.header().eventId()).startsWith(v.header().device() + "/");
            });
    assertThat(failing).filteredOn(Verdict::last).extracting(Verdict::by).containsOnly(Giver.CLOUD);
    assertThat(verdicts).extracting(v -> v.header().device()).contains("cam-0");
  }

  /**
   * Every seventh reading is lost, but one of these comes when it is of no use any more; three come
   * twice, and three after the one that followed.
   *
   * @return how many never came in time
   */
  private int sendAsTheFieldDoes(Site site, String engine) throws IOException {
    int lost = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      if (cycle % 7 == 3) {
        lost++;
      } else if (Set.of(40, 82, 124).contains(cycle)) {
        send(site, engine, cycle + 1);
        send(site, engine, cycle);
        cycle++;
      } else {
        send(site, engine, cycle);
      }
      if (Set.of(50, 51, 100).contains(cycle)) {
        send(site, engine, cycle);
      }
      if (cycle == 110) {
        send(site, engine, 10);
      }
    }
    return lost;
  }

  private void send(Site site, String engine, int cycle) throws IOException {
    site.send(
        site.capture(engine, engine + '/' + cycle, start.plusSeconds(cycle)), life.cycle(cycle));
  }

  private void sendRows(Site site, String engine, int from) throws IOException {
    int last = from + ROWS - 1;
    site.send(
        site.capture(engine, engine + '/' + last, start.plusSeconds(last)), life.rows(from, ROWS));
  }
}
