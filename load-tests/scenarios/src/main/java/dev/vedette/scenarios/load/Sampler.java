package dev.vedette.scenarios.load;

import dev.vedette.flink.MetricNames;
import dev.vedette.scenarios.StolenTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at a site once a second, from a thread of its own. Thread-safe. */
final class Sampler implements AutoCloseable {
  private final Site site;
  private final Traffic traffic;
  private final HeardVerdicts heard;
  private final RunClock clock;
  private final int subtasks;
  private final CheckpointThreads checkpointThreads = new CheckpointThreads();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, Checkpoint> checkpoints = new TreeMap<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private volatile String phase = "";
  private volatile @Nullable Exception failure;

  /**
   * @param subtasks of the job, all of which count what they judge
   */
  Sampler(Site site, Traffic traffic, HeardVerdicts heard, RunClock clock, int subtasks) {
    this.subtasks = subtasks;
    this.site = site;
    this.traffic = traffic;
    this.heard = heard;
    this.clock = clock;
    thread.scheduleAtFixedRate(this::lookOrFail, 0, 1, TimeUnit.SECONDS);
  }

  void enter(String name) {
    phase = name;
  }

  private void lookOrFail() {
    try {
      look();
    } catch (IOException | RuntimeException e) {
      failure = e; // the run asks for it before it has a result
    }
  }

  private void look() throws IOException {
    double second = clock.seconds();
    // What was judged is looked at first: nothing is judged before it is sent.
    JobMetrics metrics = site.metrics();
    long sent = traffic.sent().count();
    ProcessUsage usage = site.usage();
    double checkpointCpu = checkpointThreads.seconds(site.taskManagerPids());
    List<Checkpoint> latest = latestCheckpoints();
    // Of a job that is being restarted nobody tells, or only some do.
    boolean whole = metrics.subtasks(MetricNames.EVENTS_RECEIVED) >= subtasks;
    synchronized (this) {
      Sample before = last();
      latest.forEach(one -> checkpoints.put("%.3f %d".formatted(one.second(), one.id()), one));
      Checkpoint last =
          checkpoints.values().stream()
              .filter(Checkpoint::isCompleted)
              .max(Comparator.comparingDouble(Checkpoint::second))
              .orElse(new Checkpoint(0, 0, 0, 0, "COMPLETED"));
      samples.add(
          new Sample(
              second,
              phase,
              sent,
              whole ? metrics.count(MetricNames.EVENTS_RECEIVED) : before.judged(),
              whole ? metrics.count(MetricNames.EVENTS) : before.settled(),
              heard.byReason(),
              site.provider.books().totals().calls(),
              usage.residentBytes(),
              usage.cpuSeconds(),
              checkpointCpu,
              last.stateBytes(),
              last.seconds(),
              last.id(),
              StolenTime.millis().orElse(0)));
    }
  }

  /** None while the job is being submitted anew, or its manager has too much to do to answer. */
  private List<Checkpoint> latestCheckpoints() {
    try {
      return site.rest().checkpoints(clock);
    } catch (IOException e) {
      return List.of();
    }
  }

  synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  synchronized List<Checkpoint> checkpoints() {
    return checkpoints.values().stream()
        .sorted(Comparator.comparingDouble(Checkpoint::second))
        .toList();
  }

  /** The newest look; before the first, one at nothing. */
  synchronized Sample last() {
    return samples.isEmpty()
        ? new Sample(0, "", 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0)
        : samples.get(samples.size() - 1);
  }

  /** Between the last two looks. */
  synchronized double judgedPerSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample before = samples.get(samples.size() - 2);
    return (last().judged() - before.judged()) / (last().second() - before.second());
  }

  void complain() {
    Exception e = failure;
    if (e != null) {
      throw new IllegalStateException("the site cannot be looked at", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
