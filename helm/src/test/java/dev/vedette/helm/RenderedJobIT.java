package dev.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cluster.ClusterPlan;
import dev.vedette.cluster.FlinkCluster;
import dev.vedette.pipeline.JobConfiguration;
import dev.vedette.pipeline.KafkaClients;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the chart renders is what the real job starts with, in application mode. */
@Tag("cluster")
@Timeout(600)
class RenderedJobIT {
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
      var faces = new Faces(KafkaClients.properties(JobConfiguration.load(job, Map.of())));
      try (var cluster =
          FlinkCluster.application(
              plan, arguments.get(2), arguments.subList(dashes + 1, arguments.size()))) {
        cluster.startTaskManager();
        faces.send("before");
        faces.awaitAnswers("before", cluster);

        // As when a certificate is about to run out, and its Secret has the next one.
        broker.stop();
        certificate.renew();
        write(secrets.resolve("kafka/ca.pem"), Files.readString(certificate.trusted()));
        broker.restart();

        faces.send("after");
        faces.awaitAnswers("after", cluster);
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
}
