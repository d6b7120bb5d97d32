package dev.vedette.cli.matrix;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Machine;
import dev.vedette.cli.ScratchFolder;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.Broker;
import dev.vedette.cli.quickstart.QuickstartConfiguration;
import dev.vedette.cli.quickstart.QuickstartTopics;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.control.Mode;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.devices.Onlooker;
import dev.vedette.simulators.devices.Scenery;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.ProviderSetup;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** Broker, provider, cameras and the job beside them, and every replay of a matrix. */
final class Matrix {
  static final List<String> SIMULATED =
      List.of(
          "cameras: what they see is rendered, with more happening than on a quiet day",
          "provider: its latency, its tokens and its prices; it never errs, as it knows the pictures",
          "network cut: the provider takes calls and never answers");

  /** In the order of the columns. */
  private static final List<Mode> MODES = List.of(Mode.EDGE, Mode.CLOUD, Mode.HYBRID);

  private static final long SEED = 1;

  /** One answer in a hundred takes two and a half times the median. */
  private static final double SIGMA = 0.4;

  private static final Duration IDLE = Duration.ofSeconds(3);

  private final MatrixPlan plan;
  private final String command;
  private final StopSignal stop;
  private final PrintWriter out;

  Matrix(MatrixPlan plan, String command, StopSignal stop, PrintWriter out) {
    this.plan = plan;
    this.command = command;
    this.stop = stop;
    this.out = out;
  }

  /** Runs all of it; everything it started is gone when it returns. */
  MatrixReport run()
      throws FailedCommandException,
          InvalidConfigurationException,
          InterruptedException,
          IOException,
          StoppedException {
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    say("starting a Kafka broker and a simulated provider in this process");
    Scenery scenery = Scenery.of(plan.cameras(), SEED).withSomeFarOff(plan.farOffShare());
    Onlooker onlooker = scenery.onlooker();
    try (var scratch = ScratchFolder.create();
        var broker = LocalBroker.start(scratch.path().resolve("broker"));
        var provider = provider(onlooker)) {
      Configuration config =
          QuickstartConfiguration.of(plan.job(), broker.bootstrap(), provider.baseUrl());
      config.set(VedetteOptions.DEPLOYMENT, "vedette-matrix");
      config.set(VedetteOptions.PERMITS, plan.permits());
      try (Broker reached = Broker.reach(config)) {
        reached.create(QuickstartTopics.of(config));
      }
      say("starting the job in a process of its own");
      try (MatrixJob job = MatrixJob.start(config, scratch.path())) {
        if (!job.awaitReady(stop)) {
          throw new StoppedException();
        }
        try (Stage stage = Stage.open(plan, config, job, scenery, onlooker, stop)) {
          return perform(stage, provider, config, job, loadBefore);
        }
      }
    }
  }

  private SimulatedProvider provider(Onlooker onlooker) throws FailedCommandException {
    try {
      return SimulatedProvider.start(script(), ProviderSetup.DEFAULTS.keeping(0).seeing(onlooker));
    } catch (IOException e) {
      throw new FailedCommandException(
          "no simulated provider starts on loopback: " + e.getMessage(), e);
    }
  }

  private ProviderScript script() {
    Duration median = Duration.ofMillis(plan.cloudLatencyMillis());
    return ProviderScript.faultless().taking(Latency.logNormal(median, SIGMA));
  }

  private MatrixReport perform(
      Stage stage,
      SimulatedProvider provider,
      Configuration config,
      MatrixJob job,
      double loadBefore)
      throws FailedCommandException,
          InvalidConfigurationException,
          InterruptedException,
          IOException,
          StoppedException {
    Instant started = Instant.now();
    say("warming up: %,d events that are not measured".formatted(plan.eventsToWarmUp()));
    long unseen = plan.framesPerReplay() * plan.rounds();
    stage.replay("warmup", Mode.CLOUD, unseen, plan.eventsToWarmUp());
    double idleCores = stage.idleCores(IDLE);
    Map<Mode, List<Replay>> replays = new EnumMap<>(Mode.class);
    for (int round = 0; round < plan.rounds(); round++) {
      for (int turn = 0; turn < MODES.size(); turn++) {
        // Rotated, so that none is always the first.
        Mode mode = MODES.get((turn + round + 1) % MODES.size());
        say(
            "round %d of %d, %s: %,d events at %s/s"
                .formatted(
                    round + 1,
                    plan.rounds(),
                    MatrixRows.title(mode),
                    plan.events(),
                    MatrixRows.plain(plan.eventsPerSecond())));
        provider.play(script().withSeed(round + 1));
        long first = round * plan.framesPerReplay();
        String run = Spelling.of(mode) + (round + 1);
        replays
            .computeIfAbsent(mode, m -> new ArrayList<>())
            .add(stage.replay(run, mode, first, plan.events()));
      }
    }
    Map<Mode, Replay> cut = cut(stage, provider, config);
    Duration deadline = config.get(VedetteOptions.DEADLINE);
    return new MatrixReport(
        new Version().getVersion()[0],
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        command,
        Machine.current(),
        plan,
        job.numbers().gateName() + ", " + job.numbers().gateVariant(),
        SIMULATED,
        Duration.between(started, Instant.now()).toMillis() / 1e3,
        loadBefore,
        idleCores,
        MODES.stream().map(mode -> column(mode, replays, cut, deadline)).toList());
  }

  /**
   * Last, as the job remembers for a while that nobody answered; and cloud only after hybrid, which
   * has to find that out.
   */
  private Map<Mode, Replay> cut(Stage stage, SimulatedProvider provider, Configuration config)
      throws FailedCommandException,
          InvalidConfigurationException,
          InterruptedException,
          IOException,
          StoppedException {
    provider.play(script().failing(Fault.hang()));
    Map<Mode, Replay> cut = new EnumMap<>(Mode.class);
    for (Mode mode : List.of(Mode.EDGE, Mode.HYBRID, Mode.CLOUD)) {
      long events = plan.eventsWhileCut();
      say(
          "network cut, %s: %,d events; the job warns, as it should"
              .formatted(MatrixRows.title(mode), events));
      Duration deadline = config.get(VedetteOptions.DEADLINE);
      cut.put(mode, stage.replayCut("cut" + Spelling.of(mode), mode, events, deadline));
    }
    return cut;
  }

  private Column column(
      Mode mode, Map<Mode, List<Replay>> replays, Map<Mode, Replay> cut, Duration deadline) {
    List<Replay> rounds = replays.getOrDefault(mode, List.of());
    List<Replay> cloudOnly = replays.getOrDefault(Mode.CLOUD, List.of());
    Agreement agreement = Agreement.NOTHING;
    for (int round = 0; mode != Mode.CLOUD && round < rounds.size(); round++) {
      agreement =
          agreement.plus(
              Agreement.between(rounds.get(round), cloudOnly.get(round), plan.framesApart()));
    }
    Replay whileCut = cut.get(mode);
    if (whileCut == null) {
      throw new IllegalStateException("no replay with the network cut: " + mode);
    }
    return Column.of(
        mode,
        rounds,
        agreement,
        CutResult.of(whileCut, deadline.toNanos() / 1000),
        new EdgePrice(plan.coreHourUsd(), plan.coreWatts()));
  }

  private void say(String what) {
    out.println(what);
    out.flush();
  }
}
