package dev.vedette.scenarios;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which parts of a class path travel with the job. The others a cluster has in its {@code lib/}:
 * Flink, and DJL, engines and their native code, which a process can load only once.
 *
 * <p>Flink gives each submission a class loader of its own for the job's parts. The cluster must
 * not have them besides: what it has of Flink's connectors it would take from there, whatever the
 * job brings.
 */
final class UserCode {
  private static final List<String> OF_THE_JOB =
      List.of(
          "vedette-core",
          "vedette-schemas",
          "vedette-models",
          "vedette-djl",
          "vedette-cloud",
          "vedette-flink",
          "vedette-pipeline",
          "flink-connector-kafka",
          "flink-connector-base",
          "kafka-clients",
          "avro",
          "jackson-annotations",
          "jackson-core",
          "jackson-databind");

  private UserCode() {}

  /** What travels. */
  static List<Path> of(String classPath) {
    List<Path> parts = paths(classPath).stream().filter(UserCode::isOfTheJob).toList();
    if (parts.size() != OF_THE_JOB.size()) {
      throw new IllegalStateException("%s is not all of %s".formatted(parts, OF_THE_JOB));
    }
    return parts;
  }

  /** What does not travel. */
  static String without(String classPath) {
    return paths(classPath).stream()
        .filter(path -> !isOfTheJob(path))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> paths(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
  }

  /** Knows a jar by its name, and a module by its folder while Maven builds it. */
  static boolean isOfTheJob(Path path) {
    String name = String.valueOf(path.getFileName());
    return OF_THE_JOB.stream()
        .anyMatch(
            part ->
                name.matches(part + "-\\d.*\\.jar")
                    || path.endsWith(Path.of(part.replace("vedette-", ""), "target", "classes")));
  }
}
