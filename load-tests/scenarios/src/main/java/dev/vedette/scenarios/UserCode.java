package dev.vedette.scenarios;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Which parts of this process's class path travel with the job, and which a cluster has in its
 * {@code lib/}: Flink, DJL, engines and their native code, which one process can load once.
 *
 * <p>Flink gives each submission a class loader of its own that asks the job's jars first. So they
 * are loaded anew each time, although they are on this process's class path too.
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
          "avro");

  private UserCode() {}

  /** The jars of the job; modules that are there as folders are packed into this one. */
  static List<Path> jars(String classPath, Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        if (isModuleOfTheJob(path)) {
          jars.add(pack(path, folder.resolve("module-" + jars.size() + ".jar")));
        }
      } else if (isOfTheJob(path)) {
        jars.add(path);
      }
    }
    if (jars.size() < OF_THE_JOB.size()) {
      throw new IllegalStateException(
          "of %s only these are on the class path: %s".formatted(OF_THE_JOB, jars));
    }
    return jars;
  }

  static boolean isOfTheJob(Path jar) {
    String name = String.valueOf(jar.getFileName());
    return name.endsWith(".jar")
        && OF_THE_JOB.stream().anyMatch(part -> name.matches(part + "-\\d.*"));
  }

  /** {@code operators/core/target/classes}, as Maven names it while it builds. */
  private static boolean isModuleOfTheJob(Path folder) {
    return OF_THE_JOB.stream()
        .filter(part -> part.startsWith("vedette-"))
        .map(part -> part.substring("vedette-".length()))
        .anyMatch(module -> folder.endsWith(Path.of(module, "target", "classes")));
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        var to = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        to.putNextEntry(new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, to);
        to.closeEntry();
      }
    }
    return jar;
  }
}
