package dev.vedette.scenarios;

import dev.vedette.flink.MetricNames;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A broker, a simulated provider and the job between them, in one process and on all cores. All
 * events are {@link SensorAlarms}, so that each is a question.
 */
public final class CloudSite implements AutoCloseable {
  public static final int PERMITS = 64;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int LOOKS = 30;

  private final LocalBroker broker;
  private final SimulatedProvider provider;
  private final RunningJob job;

  private CloudSite(LocalBroker broker, SimulatedProvider provider, RunningJob job) {
    this.broker = broker;
    this.provider = provider;
    this.job = job;
  }

  /**
   * Starts all three.
   *
   * @param given over the scenario's own options, {@code key=value}
   */
  public static CloudSite start(ProviderScript script, List<String> own, List<String> given)
      throws Exception {
    LocalBroker broker = LocalBroker.start();
    SimulatedProvider provider = SimulatedProvider.start(script);
    boolean started = false;
    try {
      broker.createTopics(2, SensorAlarms.TOPIC, "verdicts", "ledger", "deferred", "dead-letters");
      broker.createTopics(1, "releases", "releases.status", "control");
      var options =
          new ArrayList<String>(
              List.of(
                  "vedette.topics.events=" + SensorAlarms.TOPIC,
                  SensorAlarms.LIMITS,
                  "vedette.provider.url=" + provider.baseUrl(),
                  "vedette.provider.name=simulated",
                  "vedette.ask.permits=" + PERMITS,
                  "vedette.account.calls-per-minute=1000000",
                  "vedette.account.burst=100000"));
      options.addAll(own);
      options.addAll(given);
      RunningJob job = RunningJob.start(broker.bootstrap(), Input.JPEG, options);
      started = true;
      return new CloudSite(broker, provider, job);
    } finally {
      if (!started) {
        provider.close();
        broker.close();
      }
    }
  }

  public SensorAlarms alarms(double perSecond) {
    return SensorAlarms.start(broker, perSecond);
  }

  LocalBroker broker() {
    return broker;
  }

  public String bootstrap() {
    return broker.bootstrap();
  }

  public SimulatedProvider provider() {
    return provider;
  }

  RunningJob job() {
    return job;
  }

  public void awaitFirstCall() {
    await("a first call", () -> provider.books().totals().calls() > 0);
  }

  /** What was said, once there is a last word on each event and it is in the topic. */
  SaidVerdicts said(long events) throws Exception {
    await("a last word on each", () -> Counters.sum(MetricNames.EVENTS, "") == events);
    SaidVerdicts said = SaidVerdicts.in(broker);
    for (int look = 0; look < LOOKS && said.events() < events; look++) {
      pass(Duration.ofSeconds(1)); // counted is not yet written
      said = SaidVerdicts.in(broker);
    }
    return said;
  }

  public static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "never came within %s: %s; %d received, %d with an outcome"
                .formatted(
                    PATIENCE,
                    what,
                    Counters.sum(MetricNames.EVENTS_RECEIVED, ""),
                    Counters.sum(MetricNames.EVENTS, "")));
      }
      pass(Duration.ofMillis(50));
    }
  }

  public static void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() throws Exception {
    try (broker;
        provider) {
      job.close();
    }
  }
}
