package dev.vedette.cli.matrix;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.cli.metrics.JobNumbers;
import dev.vedette.cli.quickstart.CameraRun;
import dev.vedette.cli.quickstart.Settling;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.Scope;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.Topics;
import dev.vedette.simulators.devices.CameraPlan;
import dev.vedette.simulators.devices.Onlooker;
import dev.vedette.simulators.devices.Scenery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Where replays take place: one job, which is ordered into the mode of each. */
final class Stage implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration OBEYS_WITHIN = Duration.ofSeconds(60);
  private static final Duration SETTLES_WITHIN = Duration.ofSeconds(45);

  /** What was said last with the network cut. */
  private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(1);

  /** So that an episode of one replay is over before the next begins. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  /**
   * So many times as much happens as the scenery has it: a visit is over in a second, and still
   * three seconds from the next, which is more than ends an episode.
   */
  private static final int HURRY = 4;

  private final MatrixPlan plan;
  private final Configuration config;
  private final MatrixJob job;
  private final Scenery scenery;
  private final Onlooker onlooker;
  private final ControlTopic control;
  private final HeardVerdicts verdicts;
  private final StopSignal stop;
  private long sent;
  private @Nullable Mode ordered;

  private Stage(
      MatrixPlan plan,
      Configuration config,
      MatrixJob job,
      Scenery scenery,
      Onlooker onlooker,
      ControlTopic control,
      HeardVerdicts verdicts,
      StopSignal stop) {
    this.plan = plan;
    this.config = config;
    this.job = job;
    this.scenery = scenery;
    this.onlooker = onlooker;
    this.control = control;
    this.verdicts = verdicts;
    this.stop = stop;
  }

  static Stage open(
      MatrixPlan plan,
      Configuration config,
      MatrixJob job,
      Scenery scenery,
      Onlooker onlooker,
      StopSignal stop)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    ControlTopic control = ControlTopic.reach(config);
    return new Stage(
        plan, config, job, scenery, onlooker, control, HeardVerdicts.open(config), stop);
  }

  /** Orders the job into a mode and waits until it obeys and its episodes are over. */
  private void order(Mode mode)
      throws FailedCommandException, InterruptedException, StoppedException {
    if (mode == ordered) {
      rest(QUIET);
      return;
    }
    ordered = mode;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    control.give(new Order(Scope.EVERYBODY, mode, List.of(), ZoneOffset.UTC, now, "matrix"));
    long given = System.nanoTime();
    rest(QUIET);
    while (job.ordersAgeSeconds() >= secondsSince(given)) {
      if (secondsSince(given) > OBEYS_WITHIN.toSeconds()) {
        throw new FailedCommandException(
            "the job has not read its order for %d s; the log says more"
                .formatted(OBEYS_WITHIN.toSeconds()));
      }
      rest(LOOK_EVERY);
    }
  }

  /** How many cores the job keeps busy while nothing happens. */
  double idleCores(Duration watched)
      throws FailedCommandException, InterruptedException, StoppedException {
    long before = job.cpuNanos();
    long start = System.nanoTime();
    rest(watched);
    return (job.cpuNanos() - before) / (double) (System.nanoTime() - start);
  }

  /**
   * Replays so many events in a mode, and waits until all of them have ended.
   *
   * @param firstFrame of each camera, in all that there is to see
   */
  Replay replay(String run, Mode mode, long firstFrame, long events)
      throws FailedCommandException,
          InterruptedException,
          InvalidConfigurationException,
          IOException,
          StoppedException {
    order(mode);
    Mark before = mark();
    verdicts.listenFor(run);
    send(run, firstFrame, events);
    var settling = new Settling(sent, SETTLES_WITHIN, System.nanoTime());
    while (!settling.look(job.numbers(), System.nanoTime())) {
      rest(LOOK_EVERY);
      verdicts.hear();
    }
    return between(before, mark(), mode, events);
  }

  /** Replays while nobody can be reached: what is kept to be asked later is not waited for. */
  Replay replayCut(String run, Mode mode, long events, Duration deadline)
      throws FailedCommandException,
          InterruptedException,
          InvalidConfigurationException,
          IOException,
          StoppedException {
    order(mode);
    Mark before = mark();
    verdicts.listenFor(run);
    send(run, 0, events);
    long start = System.nanoTime();
    while (secondsSince(start) < deadline.toMillis() / 1e3 + QUIET.toSeconds()
        && (job.numbers().received() < sent || job.numbers().inFlight() > 0)) {
      rest(LOOK_EVERY);
    }
    rest(PUBLISHED_WITHIN);
    return between(before, mark(), mode, events);
  }

  private void send(String run, long firstFrame, long events)
      throws FailedCommandException,
          InterruptedException,
          InvalidConfigurationException,
          StoppedException {
    Duration frameTime = plan.frameTime().multipliedBy(HURRY);
    CameraPlan cameras =
        CameraPlan.to(Topics.CAMERA, run)
            .of(plan.cameras())
            .endingAfter(events)
            .at(plan.eventsPerSecond())
            .inRealTime();
    long earlier = sent;
    try (var running =
        CameraRun.start(
            cameras,
            config,
            camera -> new ReplayedView(scenery.apply(camera), firstFrame, frameTime))) {
      while (!running.ended()) {
        rest(LOOK_EVERY);
        verdicts.hear();
        running.read(job.numbers().received() - earlier);
      }
      sent += running.stop(false);
    }
  }

  /** Where all counters stand. */
  private record Mark(JobNumbers numbers, LedgerBooks books, long cpuNanos, long pictures) {}

  private Mark mark()
      throws FailedCommandException,
          InterruptedException,
          InvalidConfigurationException,
          IOException {
    long cpuNanos = job.cpuNanos();
    return new Mark(job.numbers(), LedgerTopic.reach(config).books(), cpuNanos, onlooker.seen());
  }

  private Replay between(Mark before, Mark after, Mode mode, long events)
      throws FailedCommandException {
    verdicts.hear();
    return new Replay(
        mode,
        events,
        verdicts.words(),
        settledHere(after.numbers()) - settledHere(before.numbers()),
        after.cpuNanos() - before.cpuNanos(),
        after.books().calls().size() - before.books().calls().size(),
        after.books().spentMicros() - before.books().spentMicros(),
        after.numbers().egressBytes() - before.numbers().egressBytes(),
        after.pictures() - before.pictures());
  }

  private static long settledHere(JobNumbers numbers) {
    return numbers.ended(Outcome.REJECTED) + numbers.ended(Outcome.REPEAT);
  }

  private void rest(Duration time) throws InterruptedException, StoppedException {
    if (stop.within(time)) {
      throw new StoppedException();
    }
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  @Override
  public void close() {
    verdicts.close();
  }
}
