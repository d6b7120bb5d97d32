package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.metrics.JobNumbers;
import dev.vedette.core.flow.Outcome;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** 'vedette run', stopped, killed and started again on the same state. */
@Timeout(300)
class KeptStateIT {
  @TempDir private Path folder;
  private LocalBroker broker;
  private SimulatedProvider provider;
  private JobProcess job;
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private KafkaConsumer<byte[], byte[]> reader;

  @BeforeEach
  void start() throws Exception {
    broker = LocalBroker.start(folder.resolve("broker"));
    provider =
        SimulatedProvider.start(
            ProviderScript.faultless().taking(Latency.logNormal(Duration.ofMillis(20), 0)));
    vedette("topics", "create");
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrap(),
            "group.id",
            "reader",
            "auto.offset.reset",
            "earliest");
    reader = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    reader.subscribe(List.of("verdicts"));
  }

  @AfterEach
  void stop() {
    reader.close();
    if (job != null) {
      job.kill();
    }
    provider.close();
    broker.close();
  }

  private void vedette(String... args) {
    var err = new StringWriter();
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true));
    int code =
        command.execute(
            Stream.concat(Stream.of(args), Stream.of("--bootstrap", broker.bootstrap()))
                .toArray(String[]::new));
    assertThat(code).as("%s", err).isZero();
  }

  /** One reading over the limit, of a device of its own, so that it is asked about. */
  private void produce(String eventId) throws IOException {
    Path csv = folder.resolve(eventId + ".csv");
    Files.writeString(csv, "device,event_id,celsius\n%s-pump,%s,99\n".formatted(eventId, eventId));
    vedette("produce", csv.toString());
  }

  private JobProcess run(int number, String... more) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of(
            "--state=" + folder.resolve("state"),
            "--bootstrap=" + broker.bootstrap(),
            "-Dexecution.checkpointing.interval=1s",
            "-Dvedette.events.start=earliest",
            "-Dvedette.sensor.limits=celsius:-20..60",
            "-Dvedette.provider.url=" + provider.baseUrl(),
            "-Dvedette.provider.model=simulated-model",
            "-Dvedette.provider.price.input=0.1",
            "-Dvedette.provider.price.output=0.4"));
    arguments.addAll(List.of(more));
    job = JobProcess.run(folder.resolve("tmp"), folder.resolve("said-" + number), arguments);
    return job;
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean() && job.isAlive() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
        verdicts.merge(verdictId(record), 1, Integer::sum);
      }
    }
    assertThat(condition.getAsBoolean()).as("%s%n%s", verdicts, job.said()).isTrue();
  }

  private static String verdictId(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new VerdictCodec(WireOptions.PLAIN, "verdicts")
          .decode(record.headers(), record.value())
          .verdictId();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The edge's word at once, and the cloud's after it. */
  private void awaitVerdictsOn(String eventId) {
    await(() -> verdicts.containsKey(eventId + "#0") && verdicts.containsKey(eventId + "#1"));
  }

  private JobNumbers numbers() {
    return JobNumbers.parse(job.scrape());
  }

  @Test
  void aJobThatWasStoppedOrKilledGoesOnWhereItWas() throws Exception {
    produce("first");
    run(1);
    awaitVerdictsOn("first");
    assertThat(job.said()).contains("beginning without state");
    job.stop();
    assertThat(job.exitCode()).as("%s", job.said()).isZero();
    assertThat(job.said()).contains("state is in ", "savepoint-");

    produce("second");
    run(2);
    awaitVerdictsOn("second");
    assertThat(job.said()).containsPattern("going on from \\S*/savepoints/savepoint-");
    await(() -> numbers().ended(Outcome.CLOUD) == 2);
    assertThat(numbers().received()).isEqualTo(2);
    await(this::checkpointed);
    job.kill();
    assertThat(job.exitCode()).isNotZero();

    produce("third");
    run(3);
    awaitVerdictsOn("third");
    assertThat(job.said()).containsPattern("going on from \\S*/checkpoints/\\S*/chk-");
    await(() -> numbers().ended(Outcome.CLOUD) == 3);
    assertThat(numbers().received()).isEqualTo(3);
    assertThat(numbers().pending()).isZero();

    assertThat(verdicts.keySet())
        .containsExactly("first#0", "first#1", "second#0", "second#1", "third#0", "third#1");
    assertThat(provider.books().totals().calls()).isEqualTo(3);
  }

  /** Whether a checkpoint is there, which is then newer than the savepoint it began with. */
  private boolean checkpointed() {
    Path checkpoints = folder.resolve("state").resolve("vedette").resolve("checkpoints");
    try (Stream<Path> files = Files.walk(checkpoints, 3)) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    } catch (IOException | UncheckedIOException e) {
      return false; // one is being replaced by the next
    }
  }

  @Test
  void twoRunsOnOneStateAreRefused() throws Exception {
    JobProcess first = run(1);
    await(() -> first.said().contains("ready: "));
    try {
      JobProcess second = run(2);
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.said().lines()).hasSize(1);
      assertThat(second.said()).contains("another process runs on the state in ", "--state");
      assertThat(first.isAlive()).as("%s", first.said()).isTrue();
    } finally {
      first.kill();
    }
  }

  @Test
  void aJobThatCannotBeSavedGoesOnFromItsLastCheckpoint() throws Exception {
    Path state = Files.createDirectories(folder.resolve("state").resolve("vedette"));
    Files.createFile(state.resolve("savepoints")); // where a folder would have to be
    run(1, "-Dparallelism.default=2");
    await(() -> job.said().contains("ready: ") && checkpointed());
    assertThat(job.scrape().lines().filter(line -> line.startsWith("vedette_admit_ready{")))
        .as("subtasks, which the command line says nothing about")
        .hasSize(2);
    job.stop();

    assertThat(job.exitCode()).as("%s", job.said()).isZero();
    assertThat(job.said())
        .contains("WARNING: no savepoint could be made: ")
        .containsPattern("The next run goes on from the last checkpoint, \\S*/chk-");
  }
}
