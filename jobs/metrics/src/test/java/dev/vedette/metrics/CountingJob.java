package dev.vedette.metrics;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A job whose two subtasks count {@link #EVENTS} events each, as Vedette's operators do, and then
 * stand still until it is cancelled, so that what a scrape must show is known.
 */
final class CountingJob {
  static final String NAME = "counting";
  static final int SUBTASKS = 2;
  static final int EVENTS = 100;
  static final int QUICK_IN_TEN = 7;

  // The MiniCluster runs the job in this process and with this class loader.
  private static volatile CountDownLatch counted = new CountDownLatch(0);

  private CountingJob() {}

  static JobGraph graph() {
    counted = new CountDownLatch(SUBTASKS);
    Configuration configuration = new Configuration();
    configuration.setString("pipeline.name", NAME);
    configuration.setString("pipeline.generic-types", "false");
    configuration.setString("pipeline.auto-generate-uids", "false");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(SUBTASKS);
    env.fromSequence(0, 1_000_000_000_000L)
        .name("count up")
        .uid("count-up")
        .map(new Judge())
        .name("judge")
        .uid("judge")
        .sinkTo(new DiscardingSink<>())
        .name("discard")
        .uid("discard");
    return env.getStreamGraph().getJobGraph();
  }

  static boolean awaitCounted() throws InterruptedException {
    return counted.await(60, TimeUnit.SECONDS);
  }

  private static final class Judge extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1;

    private transient Counter rejected;
    private transient Counter costMicros;
    private transient Counter quick;
    private transient Counter slow;
    private transient Counter nanos;
    private int events;

    @Override
    public void open(OpenContext context) {
      MetricGroup vedette = getRuntimeContext().getMetricGroup().addGroup("vedette");
      rejected = vedette.addGroup("outcome", "rejected").counter("vedette_events_total");
      costMicros =
          vedette
              .addGroup("tenant", "acme")
              .addGroup("__scale", "1e-6")
              .counter("vedette_cost_usd_total");
      quick = vedette.addGroup("le", "0.005").counter("vedette_gate_seconds_bucket");
      slow = vedette.addGroup("le", "+Inf").counter("vedette_gate_seconds_bucket");
      nanos = vedette.addGroup("__scale", "1e-9").counter("vedette_gate_seconds_sum");
      vedette.gauge("vedette_admit_ready", () -> true);
      vedette.gauge(
          "vedette_in_flight",
          () -> {
            throw new IllegalStateException("not today");
          });
    }

    @Override
    public Long map(Long value) throws InterruptedException {
      rejected.inc();
      costMicros.inc(1_500);
      (events % 10 < QUICK_IN_TEN ? quick : slow).inc();
      nanos.inc(2_000_000);
      events++;
      if (events == EVENTS) {
        counted.countDown();
        // Cancelling interrupts this.
        new CountDownLatch(1).await();
      }
      return value;
    }
  }
}
