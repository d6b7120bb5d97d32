package dev.vedette.cli.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.ScratchFolder;
import dev.vedette.cli.StatusLine;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.cluster.ClusterSetup;
import dev.vedette.cli.cluster.JobCluster;
import dev.vedette.cli.kafka.Broker;
import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.cli.metrics.JobNumbers;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Broker, provider, cluster, job and cameras in one process, from their start to the report. */
public final class Quickstart {
  private static final Duration STATUS_EVERY = Duration.ofSeconds(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration SETTLES_WITHIN = Duration.ofSeconds(45);

  /** Never opened: waiting at it is waiting. */
  private static final CountDownLatch LOOK_AGAIN = new CountDownLatch(1);

  private final QuickstartPlan plan;
  private final StopSignal stop;
  private final PrintWriter out;

  public Quickstart(QuickstartPlan plan, StopSignal stop, PrintWriter out) {
    this.plan = plan;
    this.stop = stop;
    this.out = out;
  }

  /** Runs until its end or until it is stopped; everything it started is gone when it returns. */
  public void run()
      throws FailedCommandException,
          InvalidConfigurationException,
          InterruptedException,
          IOException {
    var views = Views.of(plan);
    say("starting a Kafka broker in this process");
    Optional<Report> report;
    try (var scratch = ScratchFolder.create();
        var broker = LocalBroker.start(scratch.path().resolve("broker"));
        var provider = SimulatedProviders.startFor(plan)) {
      Configuration config =
          QuickstartConfiguration.of(plan, broker.bootstrap(), provider.baseUrl());
      try (Broker reached = Broker.reach(config)) {
        reached.create(QuickstartTopics.of(config));
      }
      say("starting Flink and the job; the first time TensorFlow is unpacked, which takes a while");
      Configuration setup =
          ClusterSetup.of(config, scratch.path(), plan.webInterface() ? "8081-8099" : "0");
      try (var cluster =
          JobCluster.submit("vedette quickstart" + simulated(), setup, plan.parallelism())) {
        report =
            cluster.awaitReady(stop)
                ? Optional.of(watch(config, cluster, views, provider))
                : Optional.empty();
      }
    }
    if (report.isPresent()) {
      conclude(report.get());
    }
  }

  private Report watch(
      Configuration config, JobCluster cluster, Views views, SimulatedProvider provider)
      throws FailedCommandException,
          InvalidConfigurationException,
          InterruptedException,
          IOException {
    announce(config, cluster, views);
    long startNanos = System.nanoTime();
    var status = StatusLine.begin(out, plan.provider() == null ? "*" : "", startNanos);
    try (var cameras = CameraRun.start(plan, config, views)) {
      try {
        while (!cameras.ended() && !stop.within(STATUS_EVERY)) {
          JobNumbers numbers = numbers(cluster);
          cameras.read(numbers.received());
          status.show(numbers, System.nanoTime());
        }
        long sent = cameras.stop(stop.requested());
        var settling = new Settling(sent, SETTLES_WITHIN, System.nanoTime());
        while (true) {
          long nowNanos = System.nanoTime();
          JobNumbers numbers = numbers(cluster);
          status.show(numbers, nowNanos);
          if (settling.look(numbers, nowNanos)) {
            double seconds = (nowNanos - LOOK_EVERY.toNanos() - startNanos) / 1e9;
            return report(config, numbers, provider, Math.max(seconds, 1e-3));
          }
          LOOK_AGAIN.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
      } finally {
        status.end();
      }
    }
  }

  private Report report(
      Configuration config, JobNumbers numbers, SimulatedProvider provider, double seconds)
      throws InvalidConfigurationException, FailedCommandException, InterruptedException {
    return Report.of(
        numbers,
        PaidCalls.of(LedgerTopic.reach(config).books()),
        new Report.Provider(
            config
                .getOptional(VedetteOptions.PROVIDER_NAME)
                .orElse(config.get(VedetteOptions.PROVIDER_URL)),
            config.get(VedetteOptions.PROVIDER_MODEL),
            plan.provider() == null),
        books(provider),
        plan.inRealTime(),
        seconds);
  }

  private Report.@Nullable ProviderBooks books(SimulatedProvider provider) {
    if (plan.provider() != null) {
      return null;
    }
    var totals = provider.books().totals();
    return new Report.ProviderBooks(totals.calls(), totals.billedMicros());
  }

  private static JobNumbers numbers(JobCluster cluster)
      throws FailedCommandException, InterruptedException {
    try {
      return cluster.metrics().numbers();
    } catch (IOException e) {
      Optional<String> failure = cluster.failure();
      throw new FailedCommandException(
          "the job is not there any more: " + failure.orElse(String.valueOf(e.getMessage())), e);
    }
  }

  private void announce(Configuration config, JobCluster cluster, Views views)
      throws FailedCommandException, InterruptedException {
    say("ready");
    out.println();
    if (plan.webInterface()) {
      out.println("  Flink     " + cluster.webInterface());
      out.println("  metrics   " + cluster.metrics().url());
    }
    out.println("  Kafka     " + config.get(VedetteOptions.BOOTSTRAP));
    out.println(
        "  cloud     "
            + (plan.provider() == null
                ? "a simulated provider in this process: no picture leaves it, no cent marked * is spent"
                : "%s at %s: pictures leave this machine and cost money"
                    .formatted(
                        config.get(VedetteOptions.PROVIDER_MODEL),
                        config.get(VedetteOptions.PROVIDER_URL))));
    out.println("  cameras   " + views.description());
    if (!plan.ends()) {
      out.println("  Ctrl-C ends it, with a report");
    }
    out.println();
    out.flush();
  }

  private void conclude(Report report) throws FailedCommandException, IOException {
    var table = new ReportTable(report, out);
    table.print();
    Path file = plan.report();
    if (file != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(file.toFile(), report);
      table.writtenTo(file);
    }
    if (!report.conserves()) {
      throw new FailedCommandException(
          "the outcomes do not add up: %d events in, %d with an outcome, %d pending"
              .formatted(report.events(), report.ended(), report.pending()));
    }
    var books = report.providerBooks();
    if (books != null && !report.agreesWithProvider()) {
      out.println();
      out.printf(
          "  WARNING: the ledger says %d calls and %s USD, the provider's books %d calls and %s USD%n",
          report.calls(),
          ReportTable.usd(report.costMicros()),
          books.calls(),
          ReportTable.usd(books.micros()));
      out.flush();
    }
  }

  private String simulated() {
    return plan.provider() == null ? " (simulated)" : "";
  }

  private void say(String what) {
    out.println(what);
    out.flush();
  }
}
