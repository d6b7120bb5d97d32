package dev.vedette.scenarios;

import dev.vedette.core.release.Release;
import dev.vedette.flink.MetricNames;
import dev.vedette.pipeline.wire.AnnouncementCodec;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.scenarios.SwapResult.Part;
import dev.vedette.scenarios.SwapResult.Swap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What swapping the gate does to a job under load: whether an event is lost or judged twice, how
 * long events take meanwhile, and what stays behind in memory. Heads and graphs by turns, some with
 * a trial, announced through the broker as they would be on a site.
 *
 * <p>The job's process has a producer for the announcements; all else is the job.
 */
final class GateSwaps {
  private static final double LOAD = 0.5;

  /** Of the time: more than that, and the JVM is still compiling a job that runs for months. */
  private static final double COMPILED = 0.01;

  private static final int QUIET_TURNS = 2;

  /** Of the run; a drift shows between them. */
  private static final int PARTS = 10;

  /** Of each of the topic's partitions: the broker would keep all pictures of an hour. */
  private static final long KEPT_BYTES = 1L << 30;

  private static final String RELEASES = "releases";

  private final SwapPlan plan;
  private final Input input;
  private final Source source;
  private final ReleaseSeries series;
  private final KafkaProducer<byte[], byte[]> producer;

  private GateSwaps(
      SwapPlan plan, Source source, ReleaseSeries series, KafkaProducer<byte[], byte[]> producer) {
    this.plan = plan;
    this.input = plan.common().inputs().get(0);
    this.source = source;
    this.series = series;
    this.producer = producer;
  }

  public static void main(String[] args) throws Exception {
    SwapPlan plan = SwapPlan.parse(args);
    // All of the heap is touched at the start, so that what grows later is not the collector's.
    Jvm.continueInJobJvm(GateSwaps.class, plan.common().withJvm("-XX:+AlwaysPreTouch"), args);
    Report report = Report.begin("gate-swaps", args);
    Path folder = Files.createTempDirectory("vedette-swaps");
    SwapResult result;
    try (Source source = Source.start();
        var producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", source.bootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      result = new GateSwaps(plan, source, ReleaseSeries.in(folder), producer).measure();
    } finally {
      Folders.delete(folder);
    }
    report.finish(List.of(result), plan.common().out());
    System.out.println(result.text());
    System.exit(result.isWhole() ? 0 : 1);
  }

  private SwapResult measure() throws Exception {
    keepLittle();
    List<String> options = new ArrayList<>(series.options());
    options.addAll(plan.common().options());
    SwapWatch watch = SwapWatch.begun(series.original());
    try (RunningJob job =
        RunningJob.extended(source.bootstrap(), input, options, SwapWatch::extend)) {
      long sent = 0;
      double maximum = 0;
      int quiet = 0;
      for (int i = 0; i < plan.common().warmUps() && quiet < QUIET_TURNS; i++) {
        long compiled = CpuMeter.read().compilerMillis();
        long start = System.nanoTime();
        sent += fill(job, sent);
        double seconds = (System.nanoTime() - start) / 1e9;
        long compiling = CpuMeter.read().compilerMillis() - compiled;
        quiet = compiling < COMPILED * seconds * 1e3 ? quiet + 1 : 0;
        maximum = plan.common().events() / seconds;
        System.err.printf(
            Locale.ROOT,
            "%s: warming up, %.0f events/s, %d ms compiling%n",
            input,
            maximum,
            compiling);
      }
      double rate = plan.perSecond() > 0 ? plan.perSecond() : maximum * LOAD;
      watch.take();
      List<Swap> swaps = new ArrayList<>();
      List<Part> parts = new ArrayList<>();
      SwapLatencies all = SwapLatencies.none();
      try (PacedLoad load = PacedLoad.start(source, input, rate)) {
        calm(job, load);
        for (int i = 1; i <= plan.swaps(); i++) {
          swaps.add(swap(job, watch, load, i));
          if (i * PARTS / plan.swaps() > (i - 1) * PARTS / plan.swaps()) {
            SwapLatencies noted = watch.take();
            parts.add(Part.of(noted));
            all.add(noted);
          }
        }
        sent += load.end();
      }
      job.awaitRejected(sent);
      return result(maximum, rate, sent, watch, all, parts, swaps);
    }
  }

  private long fill(RunningJob job, long sent) throws Exception {
    source.fill(input, plan.common().events());
    job.awaitRejected(sent + plan.common().events());
    return plan.common().events();
  }

  private Swap swap(RunningJob job, SwapWatch watch, PacedLoad load, int sequence)
      throws Exception {
    String kind = ReleaseSeries.kind(sequence);
    Release release = series.release(sequence);
    Encoded record =
        new AnnouncementCodec(WireOptions.PLAIN, RELEASES).encode(release.announcement());
    watch.announced(kind);
    long start = System.nanoTime();
    producer
        .send(
            new ProducerRecord<>(
                RELEASES,
                null,
                release.gate().getBytes(StandardCharsets.UTF_8),
                record.value(),
                record.headers()))
        .get();
    job.await("activation of " + release, () -> load.hasFailed() || watch.serves(sequence));
    double millis = (watch.activatedNanos() - start) / 1e6;
    calm(job, load);
    var swap = new Swap(sequence, kind, millis, MemoryUse.read());
    System.err.printf(
        Locale.ROOT,
        "%s: swap %d, %s, after %.0f ms; %s%n",
        input,
        sequence,
        kind,
        millis,
        swap.after().text());
    return swap;
  }

  /** Load without a swap. */
  private void calm(RunningJob job, PacedLoad load) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.secondsBetween());
    job.await("calm", () -> load.hasFailed() || System.nanoTime() - until >= 0);
    load.requireGoingOn();
  }

  private SwapResult result(
      double maximum,
      double rate,
      long sent,
      SwapWatch watch,
      SwapLatencies all,
      List<Part> parts,
      List<Swap> swaps) {
    SwapWatch.Counts counts = watch.counts();
    return new SwapResult(
        input.name(),
        maximum,
        rate,
        sent,
        sent - counts.events(),
        counts.twice(),
        counts.byAnother(),
        Counters.sum(MetricNames.EVENTS_RECEIVED, ""),
        Counters.sum(MetricNames.EVENTS, ""),
        SwapResult.activations(swaps),
        SwapResult.resident(swaps),
        all.byPhase(),
        all.calm(),
        all.swap(),
        all.swap().p99() / all.calm().p99(),
        Spread.of(parts.stream().map(Part::p99Ratio).toList()),
        parts,
        swaps);
  }

  private void keepLittle() throws InterruptedException, ExecutionException {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, input.topic());
    var kept = new ConfigEntry("retention.bytes", String.valueOf(KEPT_BYTES));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", source.bootstrap()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(topic, List.of(new AlterConfigOp(kept, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }
}
