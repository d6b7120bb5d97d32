package dev.vedette.cli;

import dev.vedette.cli.cluster.ClusterSetup;
import dev.vedette.cli.cluster.JobCluster;
import dev.vedette.cli.cluster.StateFolder;
import dev.vedette.cli.kafka.Broker;
import dev.vedette.cli.metrics.JobNumbers;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.RecordAges;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.VedetteOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Runs the job in this process against your own broker, until Ctrl-C. The topics must be"
            + " there: see 'vedette topics create'.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette run --config vedette.yaml",
      "  vedette run --config vedette.yaml --bootstrap 127.0.0.1:9092 -Dvedette.events.start=earliest",
    })
final class RunCommand implements Callable<Integer> {
  private static final Duration STATUS_EVERY = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;
  @Mixin private JobOptions options;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of the job (default: parallelism.default of the file, or else 1).")
  private @Nullable Integer parallelism;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "vedette-state",
      description = {
        "Where the job leaves what it knows for its next run, in a folder named after the"
            + " deployment (default: ${DEFAULT-VALUE}): a checkpoint every ten seconds, and a savepoint"
            + " when it is stopped. Where no savepoint can be made, such as while the job restarts, a"
            + " warning says so and the next run goes on from the last checkpoint; only where there"
            + " is none is the exit code 1."
      })
  private Path stateFolder;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  RunCommand() {}

  @Override
  public Integer call() throws Exception {
    Integer asked = parallelism;
    if (asked != null && asked < 1) {
      throw new ParameterException(spec.commandLine(), "--parallelism < 1: " + asked);
    }
    PrintWriter out = spec.commandLine().getOut();
    StopSignal stop = StopSignal.ofProcess();
    Configuration config = options.configuration();
    int subtasks = asked == null ? ClusterSetup.parallelism(config) : asked;
    Path own = ownState(config.get(VedetteOptions.DEPLOYMENT));
    JobCluster.check(config);
    Topics topics = Topics.of(config);
    try (Broker broker = Broker.reach(config)) {
      var needed = new ArrayList<>(topics.events());
      needed.add(topics.verdicts());
      needed.add(topics.ledger());
      needed.add(topics.deferred());
      needed.add(topics.deadLetters());
      needed.add(topics.releases());
      needed.add(topics.releasesStatus());
      needed.add(topics.control());
      broker.require(needed);
      broker.requireCompacted(topics.control());
      broker.requireKept(topics.deferred(), RecordAges.deferred(config));
    }
    String deployment = config.get(VedetteOptions.DEPLOYMENT);
    try (var scratch = ScratchFolder.create();
        var state = StateFolder.take(own)) {
      Bounds.of(config).ifPresent(out::println);
      Configuration setup = ClusterSetup.of(config, scratch.path(), "8081-8099");
      ClusterSetup.keep(setup, state);
      Optional<Path> snapshot = state.latest();
      out.println("starting Flink and the job; the first time TensorFlow is unpacked");
      out.println(snapshot.map(from -> "going on from " + from).orElse("beginning without state"));
      out.flush();
      String name = "vedette " + deployment;
      try (var cluster =
          snapshot.isPresent()
              ? JobCluster.resume(name, setup, subtasks, snapshot.get())
              : JobCluster.submit(name, setup, subtasks)) {
        if (ready(cluster, stop, snapshot)) {
          out.printf("ready: %s, metrics at %s%n", cluster.webInterface(), cluster.metrics().url());
          out.flush();
          watch(cluster, stop, out);
          stop(cluster::stopWithSavepoint, state, out);
        }
      }
    }
    return 0;
  }

  private Path ownState(String deployment) throws InvalidConfigurationException {
    Path folder = stateFolder.toAbsolutePath().normalize();
    Path below = folder.resolve(deployment).normalize();
    if (!folder.equals(below.getParent())) {
      throw new InvalidConfigurationException(
          "%s: '%s' is no name for a folder below --state"
              .formatted(VedetteOptions.DEPLOYMENT.key(), deployment));
    }
    return below;
  }

  private static boolean ready(JobCluster cluster, StopSignal stop, Optional<Path> snapshot)
      throws FailedCommandException, InterruptedException {
    try {
      return cluster.awaitReady(stop);
    } catch (FailedCommandException e) {
      if (snapshot.isEmpty()) {
        throw e;
      }
      throw new FailedCommandException(
          "%s. If it is the state in %s that it cannot read, begin afresh with another --state; what was under way is lost then."
              .formatted(e.getMessage(), snapshot.get()),
          e);
    }
  }

  /** Stops a job once all it knows is in a savepoint in this folder; says where exactly. */
  @FunctionalInterface
  interface Saving {
    String into(Path savepoints) throws FailedCommandException, InterruptedException;
  }

  /** A failure only where nothing at all is left for the next run to go on from. */
  static void stop(Saving saving, StateFolder state, PrintWriter out)
      throws FailedCommandException, InterruptedException {
    out.println("stopping");
    out.flush();
    try {
      out.println("state is in " + saving.into(state.savepoints()));
    } catch (FailedCommandException e) {
      Optional<Path> last = state.latest();
      if (last.isEmpty()) {
        throw new FailedCommandException(
            e.getMessage() + "; there is no checkpoint either, so what was under way is lost", e);
      }
      out.printf(
          "WARNING: %s. The next run goes on from the last checkpoint, %s, and reads again what came after it.%n",
          e.getMessage(), last.get());
    }
    out.flush();
  }

  private static void watch(JobCluster cluster, StopSignal stop, PrintWriter out)
      throws FailedCommandException, InterruptedException {
    var status = StatusLine.begin(out, "", System.nanoTime());
    Optional<String> failure = Optional.empty();
    while (!stop.within(STATUS_EVERY)) {
      JobStatus now = cluster.status();
      Optional<String> last = cluster.failure();
      if (now.isGloballyTerminalState()) {
        status.end();
        throw new FailedCommandException(
            "the job has ended: %s, %s".formatted(now, last.orElse("for no reason it gives")));
      }
      if (now != JobStatus.RUNNING && last.isPresent() && !last.equals(failure)) {
        status.end();
        out.printf("%s: %s%n", now, last.get());
        failure = last;
      }
      try {
        JobNumbers numbers = cluster.metrics().numbers();
        status.show(numbers, System.nanoTime());
      } catch (IOException e) {
        out.println("no metrics: " + e.getMessage());
      }
      out.flush();
    }
    status.end();
  }
}
