package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.pipeline.JobConfiguration;
import dev.vedette.pipeline.KafkaClients;
import dev.vedette.simulators.broker.BrokerLogin;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.LoopbackCertificate;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A broker that wants TLS and a login, with all that is secret in files. */
@Timeout(240)
class SecuredBrokerIT {
  private static final String PASSWORD = "correct horse; back\\slash $";

  @TempDir private Path folder;
  private LocalBroker broker;
  private Path config;
  private Path passwordFile;
  private StringWriter err;

  @BeforeEach
  void start() throws Exception {
    var certificate = LoopbackCertificate.in(folder);
    broker =
        LocalBroker.startSecured(
            folder.resolve("broker"), new BrokerLogin(certificate, "vedette", PASSWORD));
    passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    config =
        Files.writeString(
            folder.resolve("vedette.yaml"),
            """
            vedette:
              kafka:
                bootstrap: %s
                username: vedette
                password-file: %s
                truststore-file: %s
            """
                .formatted(broker.bootstrap(), passwordFile, certificate.trusted()));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private int vedette(String... args) {
    err = new StringWriter();
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
    return command.execute(
        Stream.concat(Stream.of(args), Stream.of("--config", config.toString()))
            .toArray(String[]::new));
  }

  @Test
  void theJobRunsOnItAndCtrlCLeavesNothingBehind() throws Exception {
    assertThat(vedette("topics", "create")).as("%s", err).isZero();
    Path csv = Files.writeString(folder.resolve("r.csv"), "device,celsius\na,1\nb,99\n");
    assertThat(vedette("produce", csv.toString())).as("%s", err).isZero();

    try (var provider =
        SimulatedProvider.start(
            ProviderScript.faultless().taking(Latency.logNormal(Duration.ofMillis(20), 0)))) {
      Path temporary = folder.resolve("tmp");
      JobProcess job = run(provider, temporary, folder.resolve("said"));
      try {
        Set<String> verdicts = verdicts(2, job);
        assertThat(verdicts).as("%s", job.said()).hasSize(2);

        job.stop();
        assertThat(job.exitCode()).as("%s", job.said()).isZero();
        assertThat(job.said()).contains("ready: ").doesNotContain(PASSWORD);
        try (Stream<Path> left = Files.list(temporary)) {
          assertThat(left.filter(file -> !file.getFileName().toString().startsWith("hsperf")))
              .isEmpty();
        }
      } finally {
        job.kill();
      }
    }
  }

  private JobProcess run(SimulatedProvider provider, Path temporary, Path said) throws IOException {
    return JobProcess.run(
        temporary,
        said,
        List.of(
            "--config=" + config,
            "--state=" + folder.resolve("state"),
            "-Dvedette.events.start=earliest",
            "-Dvedette.sensor.limits=celsius:-20..60",
            "-Dvedette.provider.url=" + provider.baseUrl(),
            "-Dvedette.provider.model=simulated-model",
            "-Dvedette.provider.price.input=0.1",
            "-Dvedette.provider.price.output=0.4"));
  }

  /** The edge's verdict on the one positive, and the cloud's. */
  private Set<String> verdicts(int count, JobProcess job) throws Exception {
    Properties properties = new Properties();
    properties.putAll(KafkaClients.properties(JobConfiguration.load(config, Map.of())));
    properties.put("group.id", "reader");
    properties.put("auto.offset.reset", "earliest");
    Set<String> ids = new HashSet<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("verdicts"));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (ids.size() < count && job.isAlive() && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          ids.add(record.partition() + "@" + record.offset());
        }
      }
    }
    return ids;
  }

  @Test
  void aWrongPasswordIsToldInOneLineWithoutIt() throws Exception {
    Files.writeString(passwordFile, "not this one");

    assertThat(vedette("topics", "create")).isEqualTo(1);
    assertThat(err.toString())
        .contains("refuses us", "vedette.kafka.username")
        .doesNotContain("not this one");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsToldInOneLine() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    var unknown = LoopbackCertificate.in(other);

    assertThat(vedette("topics", "create", "-Dvedette.kafka.truststore-file=" + unknown.trusted()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("refuses us", "truststore");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void aMissingPasswordFileIsToldBeforeAnybodyIsAsked() throws Exception {
    Files.delete(passwordFile);

    assertThat(vedette("topics", "create")).isEqualTo(1);
    assertThat(err.toString()).contains("cannot read " + passwordFile);
  }
}
