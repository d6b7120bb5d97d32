package dev.vedette.djl.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.djl.GateCopy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClasspathGateTest {
  private static final String PREFIX = "gates/face";

  @TempDir Path scratch;

  @Test
  void theCopyIsTheGate() throws Exception {
    GateArtefact copy = ClasspathGate.on(PREFIX).copyInto(cache());

    assertThat(copy.id()).isEqualTo(GateArtefact.read(GateCopy.ORIGINAL.toString()).id());
    assertThat(copy.resolve("float32/saved_model.pb"))
        .hasSameBinaryContentAs(GateCopy.ORIGINAL.resolve("float32/saved_model.pb"));
    assertThat(entries(cache())).hasSize(1).allMatch(name -> name.startsWith("face@1.1.0-"));
  }

  @Test
  void aSecondReadingCopiesNothing() throws Exception {
    GateArtefact first = ClasspathGate.on(PREFIX).copyInto(cache());
    Path stamp = Files.createFile(first.resolve("stamp"));

    ClasspathGate.on(PREFIX).copyInto(cache());

    assertThat(stamp).exists();
  }

  @Test
  void aDamagedCopyIsReplaced() throws Exception {
    GateArtefact first = ClasspathGate.on(PREFIX).copyInto(cache());
    Files.write(first.resolve("decode/saved_model.pb"), new byte[] {1});

    GateArtefact second = ClasspathGate.on(PREFIX).copyInto(cache());

    assertThat(second.resolve("decode/saved_model.pb"))
        .hasSameBinaryContentAs(GateCopy.ORIGINAL.resolve("decode/saved_model.pb"));
    assertThat(entries(cache())).hasSize(1);
  }

  @Test
  void manyAtOnceEndWithOneCopy() throws Exception {
    int many = 6;
    ExecutorService pool = Executors.newFixedThreadPool(many);
    try {
      var together = new CountDownLatch(many);
      List<Future<String>> ids = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        ids.add(
            pool.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return ClasspathGate.on(PREFIX).copyInto(cache()).id();
                }));
      }
      for (Future<String> id : ids) {
        assertThat(id.get()).isEqualTo(ids.get(0).get());
      }
      assertThat(entries(cache())).hasSize(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aGateInAJarOfTheThreadsClassLoaderIsFound() throws Exception {
    Path jar = jarOf(GateCopy.into(scratch.resolve("other")), "gates/other");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      thread.setContextClassLoader(loader);

      assertThat(ClasspathGate.on("gates/other").copyInto(cache()).manifest().gate())
          .isEqualTo("face@1.1.0");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aPrefixWithoutAGateIsNamed() {
    assertThatThrownBy(() -> GateArtefact.read("classpath:gates/none"))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("classpath:gates/none/manifest.json")
        .hasMessageContaining("dev.vedette:vedette-models");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(scratch.resolve("file"));

    assertThatThrownBy(() -> ClasspathGate.on(PREFIX).copyInto(file.resolve("below")))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("-Dorg.bytedeco.javacpp.cachedir");
  }

  private Path cache() {
    return scratch.resolve("cache");
  }

  private static List<String> entries(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Path jarOf(GateCopy gate, String prefix) throws Exception {
    Path jar = scratch.resolve("gate.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(gate.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(prefix + "/" + gate.folder().relativize(file)));
        Files.copy(file, zip);
      }
    }
    return jar;
  }
}
