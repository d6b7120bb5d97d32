package dev.vedette.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart, rendered by Helm itself. */
final class Chart {
  static final Path FOLDER = Path.of("vedette").toAbsolutePath();
  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final String HOOK = "helm.sh/hook:";
  private static final String TOLD_APART = "helm.sh/told-apart:";
  private static final Path WITHOUT_HOOKS = withoutHooks();

  private Chart() {}

  /**
   * The same where nothing is a hook: the library renders all manifests but those. The files of
   * other folders that the chart has links to are in it.
   */
  private static Path withoutHooks() {
    try {
      return copy(Path.of("target/chart").toAbsolutePath(), Map.of(HOOK, TOLD_APART));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes one in which other words stand for some. */
  static Path copy(Path target, Map<String, String> words) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = target.resolve(FOLDER.relativize(file));
        Files.createDirectories(copied.getParent());
        String text = Files.readString(file);
        for (var word : words.entrySet()) {
          text = text.replace(word.getKey(), word.getValue());
        }
        Files.writeString(copied, text);
      }
    }
    return target;
  }

  static Helm helm() {
    return new Helm(FOLDER);
  }

  /** Those that a user finds beside {@code values.yaml}, by name. */
  static List<String> valuesFiles() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("values-.*\\.yaml"))
          .sorted()
          .toList();
    }
  }

  /**
   * All manifests as they are written.
   *
   * @param values the name of a file, of which the chart's own are the ground
   * @param settings as {@code --set} takes them
   * @throws IllegalStateException with Helm's words where it refuses them
   */
  static String text(String values, String... settings) {
    return textOf(WITHOUT_HOOKS, values, settings);
  }

  /** The same of another folder, which {@link #copy} has made. */
  static String textOf(Path chart, String values, String... settings) {
    TemplateCommand command =
        new Helm(chart)
            .template()
            .withName("gate")
            .withNamespace("site")
            .withKubeVersion("1.31.0")
            .withValuesFile(FOLDER.resolve(values));
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      command.set(parts[0], parts[1]);
    }
    return command.call().replace(TOLD_APART, HOOK);
  }

  static List<JsonNode> manifests(String values, String... settings) throws IOException {
    return manifestsOf(text(values, settings));
  }

  static List<JsonNode> manifestsOf(String text) throws IOException {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    }
  }

  /** The one of a kind whose name ends so. */
  static JsonNode only(List<JsonNode> manifests, String kind, String nameEnd) {
    return manifests.stream()
        .filter(manifest -> manifest.path("kind").asText().equals(kind))
        .filter(manifest -> manifest.at("/metadata/name").asText().endsWith(nameEnd))
        .reduce(
            (one, another) -> {
              throw new AssertionError("several " + kind + " …" + nameEnd);
            })
        .orElseThrow(() -> new AssertionError("no " + kind + " …" + nameEnd));
  }

  static JsonNode yaml(String text) throws JsonProcessingException {
    return YAML.readTree(text);
  }
}
