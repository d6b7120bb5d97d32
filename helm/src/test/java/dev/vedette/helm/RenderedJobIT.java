package dev.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cluster.ClusterPlan;
import dev.vedette.cluster.FlinkCluster;
import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.JobConfiguration;
import dev.vedette.pipeline.KafkaClients;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.BrokerLogin;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.LoopbackCertificate;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.ProviderSetup;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the chart renders is what the real job starts with, in application mode. */
@Tag("cluster")
@Timeout(600)
class RenderedJobIT {
  private static final int FACES = 20;

  /** Where the chart has the secrets' files. */
  private static final String MOUNTED = "/run/secrets/vedette";

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final Path FLINK = Path.of("../load-tests/cluster/target/flink/lib");
  private static final Path ADDED = Path.of("../jobs/cluster/target/cluster");

  @TempDir Path folder;

  @Test
  void theRenderedConfigurationStartsTheJobWhichHasItsSecretsFromFilesThatMayChange()
      throws Exception {
    String providerKey = UUID.randomUUID().toString();
    String password = UUID.randomUUID().toString();
    var certificate = LoopbackCertificate.in(Files.createDirectory(folder.resolve("certificate")));
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    write(secrets.resolve("provider/key"), providerKey);
    write(secrets.resolve("kafka/password"), password);
    write(secrets.resolve("kafka/ca.pem"), Files.readString(certificate.trusted()));
    try (LocalBroker broker =
            LocalBroker.startSecured(
                folder.resolve("broker"), new BrokerLogin(certificate, "vedette", password));
        SimulatedProvider provider =
            SimulatedProvider.start(
                ProviderScript.faultless(), ProviderSetup.DEFAULTS.guardedBy(providerKey))) {
      List<JsonNode> manifests =
          Chart.manifests(
              "values-edge.yaml",
              // What is of Kubernetes, and of the site.
              "highAvailability.enabled=false",
              "networkPolicy.enabled=false",
              "secrets.kafka.existingSecret=vedette-kafka",
              "secrets.kafka.passwordKey=password",
              "secrets.kafka.truststoreKey=ca.crt",
              "storage.uri=" + folder.resolve("state").toUri(),
              "vedette.kafka.bootstrap=" + broker.bootstrap(),
              "vedette.kafka.username=vedette",
              "vedette.provider.url=" + provider.baseUrl(),
              "vedette.provider.name=simulated",
              "vedette.provider.model=simulated-vision",
              "vedette.provider.picture-tokens=tiles 85 170",
              "vedette.provider.price.input=2.5",
              "vedette.provider.price.output=10",
              "vedette.events.start=earliest");
      Path site = Files.createDirectories(folder.resolve("site"));
      Path job = site.resolve("job.yaml");
      String rendered = Chart.only(manifests, "ConfigMap", "-job").at("/data/job.yaml").asText();
      assertThat(rendered).contains(MOUNTED + "/kafka/ca.pem", MOUNTED + "/provider/key");
      Files.writeString(job, rendered.replace(MOUNTED, secrets.toString()));
      createTopics(manifests, job);
      Map<String, String> options = new HashMap<>();
      Chart.yaml(Chart.only(manifests, "ConfigMap", "-flink").at("/data/config.yaml").asText())
          .properties()
          .forEach(entry -> options.put(entry.getKey(), entry.getValue().asText()));
      assertThat(options).containsEntry("jobmanager.rpc.address", "gate-vedette-jobmanager");
      options.putAll(whatTheMachineDecides());

      List<String> arguments = arguments(manifests, job);
      int dashes = arguments.indexOf("--");
      assertThat(arguments.subList(0, dashes))
          .containsExactly("standalone-job", "--job-classname", "dev.vedette.pipeline.Main");
      var plan = new ClusterPlan(FLINK, ADDED, site, options);
      Properties clients = KafkaClients.properties(JobConfiguration.load(job, Map.of()));
      try (var cluster =
          FlinkCluster.application(
              plan, arguments.get(2), arguments.subList(dashes + 1, arguments.size()))) {
        cluster.startTaskManager();
        send(clients, "before");
        assertThat(answered(clients, cluster, "before")).hasSize(FACES);

        // As when a certificate is about to run out, and its Secret has the next one.
        broker.stop();
        certificate.renew();
        write(secrets.resolve("kafka/ca.pem"), Files.readString(certificate.trusted()));
        broker.restart();

        send(clients, "after");
        assertThat(answered(clients, cluster, "after")).hasSize(FACES);
        requireNoRestart(cluster);
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void requireNoRestart(FlinkCluster cluster) throws IOException {
    String job = "/jobs/" + read(cluster, "/jobs").at("/jobs/0/id").asText();
    JsonNode failures = read(cluster, job + "/exceptions").at("/exceptionHistory/entries");
    assertThat(failures.isArray()).as("%s", failures).isTrue();
    assertThat(failures).isEmpty();
    JsonNode restored = read(cluster, job + "/checkpoints").at("/counts/restored");
    assertThat(restored.isIntegralNumber()).as("%s", restored).isTrue();
    assertThat(restored.asInt()).isZero();
  }

  private static JsonNode read(FlinkCluster cluster, String path) throws IOException {
    try (InputStream in = URI.create(cluster.restUrl() + path).toURL().openStream()) {
      return Chart.yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** As the hook does, with its own command. */
  private static void createTopics(List<JsonNode> manifests, Path job) throws Exception {
    JsonNode command =
        Chart.only(manifests, "Job", "-topics").at("/spec/template/spec/containers/0/command");
    List<String> words =
        command
            .valueStream()
            .map(JsonNode::asText)
            .map(word -> word.equals("/etc/vedette/job.yaml") ? job.toString() : word)
            .map(word -> word.replace("/opt/flink/lib/*", FLINK + "/*:" + ADDED + "/lib/*"))
            .map(word -> word.replace("/opt/flink/usrlib", ADDED + "/usrlib"))
            .map(word -> word.equals("java") ? JAVA : word)
            .toList();
    Process process = new ProcessBuilder(words).inheritIO().start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s", words).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** What stands in the container's command, with the file where it is on this machine. */
  private static List<String> arguments(List<JsonNode> manifests, Path job) {
    JsonNode container =
        manifests.stream()
            .filter(one -> one.path("kind").asText().equals("Job"))
            .filter(one -> one.at("/metadata/name").asText().contains("jobmanager"))
            .map(one -> one.at("/spec/template/spec/containers/0"))
            .findFirst()
            .orElseThrow();
    return container
        .path("args")
        .valueStream()
        .map(JsonNode::asText)
        .map(word -> word.equals("/etc/vedette/job.yaml") ? job.toString() : word)
        .toList();
  }

  private Map<String, String> whatTheMachineDecides() throws IOException {
    int metrics = 10_000 + freePort() % 15_000;
    return Map.of(
        "jobmanager.rpc.address",
        "localhost",
        "jobmanager.rpc.port",
        String.valueOf(freePort()),
        "rest.port",
        String.valueOf(freePort()),
        "blob.server.port",
        "0",
        "taskmanager.rpc.port",
        "0",
        "taskmanager.data.port",
        "0",
        "metrics.reporter.vedette.port",
        "%d-%d".formatted(metrics, metrics + 9),
        "io.tmp.dirs",
        folder.resolve("tmp").toString());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void send(Properties clients, String prefix) throws IOException {
    byte[] jpeg;
    try (InputStream in = Chart.class.getResourceAsStream("/gates/face/golden/astronaut.jpg")) {
      jpeg = Objects.requireNonNull(in).readAllBytes();
    }
    JpegSize size = JpegSize.scan(jpeg).orElseThrow();
    var face = new Picture(Picture.Encoding.JPEG, size.width(), size.height(), jpeg);
    var encoder = new EventEncoder(WireOptions.PLAIN, "events.camera", "events.sensor");
    try (var producer =
        new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < FACES; i++) {
        Encoded record =
            encoder.encode(
                new Capture(prefix + i, "acme", prefix + i, "door", Instant.now()), face);
        byte[] key = (prefix + i).getBytes(StandardCharsets.UTF_8);
        producer.send(
            new ProducerRecord<>("events.camera", null, key, record.value(), record.headers()));
      }
    }
  }

  /** The events on which the cloud has said the last word. */
  private static Set<String> answered(Properties clients, FlinkCluster cluster, String prefix)
      throws Exception {
    var codec = new VerdictCodec(WireOptions.PLAIN, "verdicts");
    Set<String> events = new HashSet<>();
    try (var consumer =
        new KafkaConsumer<>(clients, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition("verdicts", 0), new TopicPartition("verdicts", 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant end = Instant.now().plus(Duration.ofMinutes(3));
      while (events.size() < FACES) {
        if (Instant.now().isAfter(end)) {
          throw new AssertionError("only " + events + "\n" + cluster.lastWords());
        }
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          Verdict verdict = codec.decode(record.headers(), record.value());
          String event = verdict.header().eventId();
          if (verdict.last() && verdict.by() == Giver.CLOUD && event.startsWith(prefix)) {
            events.add(event);
          }
        }
      }
    }
    return events;
  }
}
