package dev.vedette.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What a cluster is given is what it must be given, and each of it in its place. */
class ArtefactsIT {
  private static final Path LAID_OUT = Path.of("target/cluster");

  @Test
  void theJobHasNoEngineNoNativesOfOneAndNothingOfFlinkItself() throws Exception {
    List<String> entries = entries(ClusterSite.JOB);
    assertThat(entries)
        .contains(
            "dev/vedette/pipeline/Main.class",
            "dev/vedette/djl/EmbeddedGate.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class",
            "gates/face/manifest.json")
        .noneMatch(entry -> entry.startsWith("ai/djl/"))
        .noneMatch(entry -> entry.startsWith("ai/onnxruntime/"))
        .noneMatch(entry -> entry.startsWith("org/tensorflow/"))
        .noneMatch(entry -> entry.startsWith("org/bytedeco/"))
        .noneMatch(entry -> entry.startsWith("org/apache/flink/runtime/"))
        .noneMatch(entry -> entry.startsWith("org/apache/flink/streaming/api/"))
        .noneMatch(entry -> entry.startsWith("org/slf4j/"))
        .noneMatch(entry -> entry.startsWith("org/apache/logging/"));
  }

  @Test
  void theEnginesHaveNothingOfTheJobs() throws Exception {
    Set<String> ours = new TreeSet<>();
    Set<String> natives = new TreeSet<>();
    for (Path jar : jars("lib")) {
      for (String entry : entries(jar)) {
        if (entry.startsWith("dev/vedette/")) {
          ours.add(entry);
        }
        if (entry.endsWith(".so") || entry.endsWith(".so.2")) {
          natives.add(new File(entry).getName());
        }
      }
    }
    assertThat(ours).isEmpty();
    assertThat(natives).contains("libtensorflow_cc.so.2", "libonnxruntime.so");
  }

  @Test
  void theNativesOfTensorFlowAreThoseOfTheChosenSystemAlone() throws Exception {
    List<String> names =
        jars("lib").stream()
            .map(jar -> jar.getFileName().toString())
            .filter(name -> name.startsWith("tensorflow-core-native"))
            .toList();
    assertThat(names)
        .singleElement()
        .asString()
        .endsWith('-' + System.getProperty("natives") + ".jar");
  }

  @Test
  void theReporterIsAPluginWithAllThatItNeeds() throws Exception {
    Set<String> names =
        jars("plugins/vedette-metrics").stream()
            .map(jar -> jar.getFileName().toString().replaceFirst("-[0-9].*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names)
        .contains(
            "vedette-metrics", "prometheus-metrics-exporter-httpserver", "prometheus-metrics-model")
        .noneMatch(name -> name.startsWith("flink"));
  }

  @Test
  void theJobSaysWhatItIsMadeOf() throws Exception {
    try (var jar = new JarFile(ClusterSite.JOB.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.vedette.pipeline.Main");
      assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
      assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
      assertThat(jar.getEntry("META-INF/NOTICE-vedette")).isNotNull();
    }
  }

  @Test
  void theImageIsMadeOfWhatIsThere() throws Exception {
    List<String> copied =
        Files.readAllLines(LAID_OUT.resolve("Dockerfile")).stream()
            .filter(line -> line.startsWith("COPY ") && !line.startsWith("COPY --from="))
            .flatMap(line -> Stream.of(line.split(" ")).skip(1))
            .filter(word -> !word.startsWith("/"))
            .toList();
    assertThat(copied)
        .contains("lib/", "plugins/", "usrlib/")
        .allSatisfy(word -> assertThat(LAID_OUT.resolve(word)).exists());
  }

  @Test
  void theListOfPartsNamesThoseOfTheJobAndThoseOfTheCluster() throws Exception {
    JsonNode sbom = new ObjectMapper().readTree(LAID_OUT.resolve("sbom.json").toFile());
    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.findValuesAsText("purl"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/org.apache.kafka/kafka-clients@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/org.tensorflow/tensorflow-core-native@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/io.prometheus/prometheus-metrics-model@"))
        .noneMatch(purl -> purl.contains("junit"));
  }

  private static List<Path> jars(String folder) throws IOException {
    try (Stream<Path> files = Files.list(LAID_OUT.resolve(folder))) {
      return files.toList();
    }
  }

  private static List<String> entries(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }
}
