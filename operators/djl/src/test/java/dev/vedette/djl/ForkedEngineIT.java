package dev.vedette.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkedEngineIT {
  private static final String FACE = GateCopy.ORIGINAL.toString();

  @TempDir Path scratch;

  @Test
  void withoutTheVariableOtherVariantsServeAndTheLogNamesTheRemedy() throws Exception {
    ForkedJvm run =
        ForkedJvm.run(
            scratch,
            List.of("-DTF_ENABLE_ONEDNN_OPTS=1"),
            environment -> environment.remove("TF_ENABLE_ONEDNN_OPTS"),
            OpenFaceGate.class,
            FACE);

    assertThat(run.output())
        .containsPattern("(?m)^serves: .+$")
        .doesNotContainPattern("(?m)^serves: .*int8-onednn")
        .contains("word: missing-env")
        .contains("WARN")
        .contains("start the process with TF_ENABLE_ONEDNN_OPTS=1 in its environment")
        .contains("-D does not work");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void withTheVariableNoVariantIsRefused() throws Exception {
    ForkedJvm run =
        ForkedJvm.run(
            scratch,
            List.of(),
            environment -> environment.put("TF_ENABLE_ONEDNN_OPTS", "1"),
            OpenFaceGate.class,
            FACE);

    assertThat(run.output()).contains("serves: ").doesNotContain("WARN", "word: ");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void missingNativesAreNamedWithTheirClassifier() throws Exception {
    ForkedJvm run =
        ForkedJvm.run(
            scratch,
            List.of("-cp", classPathWithout("tensorflow-core-native")),
            environment -> {},
            OpenFaceGate.class,
            FACE);

    assertThat(run.output())
        .contains("NATIVES_MISSING")
        .contains("org.tensorflow:tensorflow-core-native with the classifier");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void withoutOnnxRuntimesLibrariesTheOtherVariantsServe() throws Exception {
    ForkedJvm run =
        ForkedJvm.run(
            scratch,
            List.of("-cp", classPathWithout("com" + File.separator + "microsoft")),
            environment -> environment.put("TF_ENABLE_ONEDNN_OPTS", "1"),
            OpenFaceGate.class,
            GateCopy.TURBOFAN.toString());

    assertThat(run.output())
        .contains("serves: ")
        .contains("word: unsupported-engine")
        .contains("variant int8-onnx refused (unsupported-engine)")
        .contains("Add com.microsoft.onnxruntime:onnxruntime beside DJL");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void anUnwritableCacheIsAnErrorAndNotAnotherFolder() throws Exception {
    Path file = Files.createFile(scratch.resolve("file"));

    ForkedJvm run =
        ForkedJvm.run(
            scratch,
            List.of("-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("below")),
            environment -> {},
            OpenFaceGate.class,
            FACE);

    assertThat(run.output())
        .contains("CACHE_UNUSABLE")
        .contains(file.resolve("below") + " cannot be written")
        .contains("-Dorg.bytedeco.javacpp.cachedir=<a writable folder");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void aLibraryPathWithoutLibrariesIsAnErrorAndNotADownload() throws Exception {
    ForkedJvm run =
        ForkedJvm.run(
            scratch,
            List.of(),
            environment -> environment.put("TENSORFLOW_LIBRARY_PATH", scratch.toString()),
            OpenFaceGate.class,
            FACE);

    assertThat(run.output())
        .contains("NATIVES_MISSING")
        .contains("TENSORFLOW_LIBRARY_PATH=" + scratch)
        .contains("Unset it");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  private static String classPathWithout(String jar) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains(jar))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
