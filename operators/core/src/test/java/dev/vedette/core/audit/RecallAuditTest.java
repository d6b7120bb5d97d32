package dev.vedette.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

  /**
   * A replay in which what is passed comes in episodes: about each a question is asked, which is
   * answered or not, and what repeats it is taken to show the same.
   *
   * @param trueSize mean number of events of an episode that shows what the gate looks for
   * @param falseSize of one that does not
   * @param answered share of the questions
   * @param denied share of the audits that are drawn, and never answered
   */
  record Episodes(
      String name,
      int right,
      int wrong,
      double trueSize,
      double falseSize,
      double answered,
      double denied) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Episodes> episodes() {
    return Stream.of(
        new Episodes("true ones are long", 200, 200, 40, 1, 1, 0),
        new Episodes("true ones are long, and half are answered", 400, 400, 40, 1, 0.5, 0.3),
        new Episodes("false ones are long", 2_000, 1_000, 1, 30, 0.7, 0.3),
        new Episodes("false ones are few and long", 800, 30, 2, 100, 0.8, 0),
        new Episodes("all are alike", 300, 100, 10, 10, 0.6, 0.5));
  }

  @ParameterizedTest
  @MethodSource("episodes")
  void theTrueRecallOfEventsLiesInTheIntervalHoweverLongTheirEpisodesAre(Episodes replay) {
    int held = 0;
    int narrow = 0;
    for (int run = 0; run < RUNS; run++) {
      var outcome = new Outcome();
      replay(replay, run, outcome);
      Estimate recall = GateQuality.of(outcome.known).recall();
      held += recall.holds(outcome.recall()) ? 1 : 0;
      narrow += recall.high() - recall.low() < 0.5 ? 1 : 0;
    }
    assertThat(held).as("hold the true recall").isGreaterThanOrEqualTo(93);
    assertThat(narrow).as("say something").isGreaterThanOrEqualTo(50);
  }

  /** A tenant of which nothing is audited, on whose devices the gate is much worse. */
  @Test
  void theRecallIsOfThoseWhoseRejectedEventsMayBeAudited() {
    var audited = new Replay("audited", 10_000, 0.05, 0.9, 0.02, 0.2, 100_000, 0.3);
    var unaudited = new Replay("never audited", 20_000, 0.2, 0.3, 0.02, 0, 100_000, 1);
    int held = 0;
    int narrow = 0;
    for (int run = 0; run < RUNS; run++) {
      var one = new Outcome();
      replay(audited, run, one);
      var other = new Outcome();
      replay(unaudited, run, other);
      GateEvidence never =
          GateEvidence.NONE
              .unaudited(other.known.rejected())
              .answered(other.known.confirmed(), true)
              .answered(other.known.asked() - other.known.confirmed(), false);
      Estimate recall = GateQuality.of(one.known.comparable().plus(never.comparable())).recall();
      held += recall.holds(one.recall()) ? 1 : 0;
      narrow += recall.high() - recall.low() < audited.narrowest() ? 1 : 0;
    }
    assertThat(held).as("hold the true recall").isGreaterThanOrEqualTo(93);
    assertThat(narrow).as("say something").isGreaterThanOrEqualTo(50);
  }

  private static void replay(Episodes replay, int seed, Outcome outcome) {
    var random = new Random(seed);
    for (int i = 0; i < replay.right() + replay.wrong(); i++) {
      boolean shows = i < replay.right();
      // Many short ones and few long ones.
      double mean = shows ? replay.trueSize() : replay.falseSize();
      long repeats = (long) (-(mean - 1) * Math.log(1 - random.nextDouble()) + 0.5);
      outcome.found += shows ? 1 + repeats : 0;
      if (random.nextDouble() < replay.answered()) {
        outcome.known = outcome.known.answered(1, shows).passed(repeats).repeated(repeats, shows);
      } else {
        outcome.known = outcome.known.passed(1 + repeats);
      }
    }
    long misses = Math.max(20, outcome.found / 4);
    var policy = new AuditPolicy(0.1, Map.of(), 100_000);
    var hours = new DeviceHour[DEVICES];
    for (int i = 0; i < 10 * misses; i++) {
      boolean shows = i < misses;
      outcome.known = outcome.known.rejected(1);
      outcome.missed += shows ? 1 : 0;
      if (random.nextDouble() >= replay.denied()) {
        audit(policy, hours, event(seed, i), shows, outcome);
      }
    }
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
