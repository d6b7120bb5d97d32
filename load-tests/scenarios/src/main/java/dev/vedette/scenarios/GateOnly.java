package dev.vedette.scenarios;

import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.control.OrderBoard;
import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.flink.JudgeEventsFactory;
import dev.vedette.flink.JudgeSettings;
import dev.vedette.flink.JudgedType;
import dev.vedette.flink.MetricNames;
import dev.vedette.pipeline.JobConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The job's gate with nothing before it and nothing behind it, on a cluster in this process: events
 * that are at hand, the job's own operator in the task of their source, and an end.
 */
final class GateOnly implements AutoCloseable {
  static final int MAX_BATCH = 32;

  private static final int CAMERAS = 16;
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /** Of a job's events; before, its subtasks do not all run. */
  private static final double FROM = 0.15;

  /** Of a job's events; after, the subtasks do not all run any more. */
  private static final double UNTIL = 0.85;

  private final MiniCluster cluster;
  private final Configuration configuration;

  private GateOnly(MiniCluster cluster, Configuration configuration) {
    this.cluster = cluster;
    this.configuration = configuration;
  }

  /** Starts a cluster for so many subtasks. */
  static GateOnly start(int subtasks, List<String> options) throws Exception {
    Configuration given = Configuration.fromMap(JobOptions.ofCluster());
    for (String option : options) {
      int equals = option.indexOf('=');
      given.setString(option.substring(0, equals), option.substring(equals + 1));
    }
    Configuration configuration = JobConfiguration.checked(given);
    var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(subtasks)
                .build());
    cluster.start();
    return new GateOnly(cluster, configuration);
  }

  /** Runs a job of so many subtasks to its end; what it judged a second while all of them ran. */
  double eventsPerSecond(Input input, int subtasks, int events) throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(subtasks);
    define(env, input, events);
    var graph = env.getStreamGraph().getJobGraph();
    cluster.submitJob(graph).get();
    Future<JobResult> result = cluster.requestJobResult(graph.getJobID());
    long firstCount = await(result, (long) (events * FROM));
    long first = System.nanoTime();
    long lastCount = await(result, (long) (events * UNTIL));
    long last = System.nanoTime();
    result.get().toJobExecutionResult(GateOnly.class.getClassLoader());
    while (received() > 0) { // its metrics go a little after it
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return (lastCount - firstCount) * 1e9 / (last - first);
  }

  private static long await(Future<JobResult> result, long events) {
    long received = received();
    while (received < events) {
      if (result.isDone()) {
        throw new IllegalStateException(
            "the job ended after %d of %d events".formatted(received, events));
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      received = received();
    }
    return received;
  }

  private static long received() {
    return Counters.sum(MetricNames.EVENTS_RECEIVED, "");
  }

  private static void define(StreamExecutionEnvironment env, Input input, int events) {
    env.fromSource(
            new Prepared<>(() -> arrivals(input), events),
            WatermarkStrategy.noWatermarks(),
            "hand out events",
            TypeInformation.of(Arrival.class))
        .uid("hand-out-events")
        .transform(
            "judge events",
            new JudgedType(),
            new JudgeEventsFactory(
                new FaceGate(MAX_BATCH),
                () ->
                    announcement -> {
                      throw new IllegalStateException("nothing is released: " + announcement);
                    },
                OrderBoard::blank,
                new JudgeSettings(MAX_BATCH, Duration.ofMillis(2), 1, 1, false, AuditPolicy.NONE)))
        .uid("judge-events")
        .sinkTo(new DiscardingSink<>())
        .name("discard")
        .uid("discard");
  }

  private static List<Arrival> arrivals(Input input) {
    Picture picture = input.picture();
    return IntStream.range(0, CAMERAS)
        .mapToObj(
            camera ->
                Arrival.of(
                    Event.ofPicture(
                        new EventHeader(
                            "event-" + camera,
                            "acme",
                            "camera-" + camera,
                            "door",
                            Kind.CAMERA,
                            Instant.EPOCH,
                            new Origin(input.topic(), 0, camera, Instant.EPOCH)),
                        picture),
                    picture.bytes()))
        .toList();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
