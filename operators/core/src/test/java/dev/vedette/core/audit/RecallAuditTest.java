package dev.vedette.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The audit on a replay whose labels are known: events are made with what they show, a gate that is
 * right and wrong as often as is said judges them, the real sampler draws among the rejected ones,
 * and what it would have learnt from a brain that is always right is held against the truth.
 */
class RecallAuditTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final int RUNS = 100;
  private static final int DEVICES = 20;

  /**
   * A replay.
   *
   * @param prevalence share of the events that show what the gate looks for
   * @param falseAlarms share of the others that the gate passes
   * @param share that is audited
   * @param mostPerHour of each of twenty devices, all in one hour
   * @param narrowest that the interval of the recall is to be half of the time
   */
  record Replay(
      String name,
      int events,
      double prevalence,
      double recall,
      double falseAlarms,
      double share,
      int mostPerHour,
      double narrowest) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Replay> replays() {
    return Stream.of(
        new Replay("a mediocre gate", 10_000, 0.05, 0.8, 0.02, 0.2, 100_000, 0.3),
        new Replay("rare misses", 40_000, 0.01, 0.97, 0.005, 0.05, 100_000, 0.4),
        new Replay("hardly any audit", 20_000, 0.01, 0.97, 0.01, 0.005, 100_000, 0.95),
        new Replay("devices beyond their bound", 20_000, 0.05, 0.9, 0.01, 0.2, 160, 0.5),
        new Replay("a gate that misses nothing", 8_000, 0.05, 1, 0.02, 0.1, 100_000, 0.2));
  }

  @ParameterizedTest
  @MethodSource("replays")
  void theTruthLiesInTheIntervalsIn93Of100Runs(Replay replay) {
    int recallHeld = 0;
    int missesHeld = 0;
    int narrow = 0;
    for (int run = 0; run < RUNS; run++) {
      var outcome = new Outcome();
      replay(replay, run, outcome);
      GateQuality quality = GateQuality.of(outcome.known);
      recallHeld += quality.recall().holds(outcome.recall()) ? 1 : 0;
      missesHeld += quality.missedRatio().holds(outcome.missedRatio()) ? 1 : 0;
      narrow += quality.recall().high() - quality.recall().low() < replay.narrowest() ? 1 : 0;
    }
    assertThat(recallHeld).as("hold the true recall").isGreaterThanOrEqualTo(93);
    assertThat(missesHeld).as("hold the true share of misses").isGreaterThanOrEqualTo(93);
    assertThat(narrow).as("say something").isGreaterThanOrEqualTo(50);
  }

  /** What a replay teaches, and the truth. */
  private static final class Outcome {
    private GateEvidence known = GateEvidence.NONE;
    private long found;
    private long missed;

    private double recall() {
      return (double) found / (found + missed);
    }

    private double missedRatio() {
      return (double) missed / known.rejected();
    }
  }

  private static void replay(Replay replay, int seed, Outcome outcome) {
    var random = new Random(seed);
    var policy = new AuditPolicy(replay.share(), Map.of(), replay.mostPerHour());
    var hours = new DeviceHour[DEVICES];
    for (int i = 0; i < replay.events(); i++) {
      boolean shows = random.nextDouble() < replay.prevalence();
      boolean passes = random.nextDouble() < (shows ? replay.recall() : replay.falseAlarms());
      if (passes) {
        outcome.known = outcome.known.answered(1, shows);
        outcome.found += shows ? 1 : 0;
      } else {
        outcome.known = outcome.known.rejected(1);
        outcome.missed += shows ? 1 : 0;
        audit(policy, hours, event(seed, i), shows, outcome);
      }
    }
  }

  private static void audit(
      AuditPolicy policy, DeviceHour[] hours, EventHeader event, boolean shows, Outcome outcome) {
    if (!policy.mayDraw(event)) {
      return;
    }
    int device = Integer.parseInt(event.device());
    DeviceHour hour = policy.hourOf(event, hours[device]);
    policy
        .draw(event, hour)
        .ifPresent(
            draw -> {
              hours[device] = hour.drawnAt(NOON);
              outcome.known = outcome.known.audited(draw, shows);
            });
  }

  /** Each run has other names, and so other lots. */
  private static EventHeader event(int seed, int number) {
    return new EventHeader(
        seed + "-" + number,
        "acme",
        String.valueOf(number % DEVICES),
        "door",
        Kind.CAMERA,
        NOON,
        new Origin("events.camera", 0, number, NOON));
  }
}
