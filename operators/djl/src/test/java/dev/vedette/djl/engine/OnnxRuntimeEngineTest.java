package dev.vedette.djl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxRuntimeEngineTest {
  @Test
  void startingTwiceIsTheSameAsOnce() throws Exception {
    OnnxRuntimeEngine first = OnnxRuntimeEngine.start();
    List<String> progress = new ArrayList<>();

    OnnxRuntimeEngine second = OnnxRuntimeEngine.start(progress::add);

    assertThat(second).isSameAs(first);
    assertThat(progress).isEmpty();
  }

  @Test
  void itComesFromTheCacheAndStaysOffline() throws Exception {
    OnnxRuntimeEngine engine = OnnxRuntimeEngine.start();

    assertThat(engine.version()).startsWith("1.");
    assertThat(engine.libraries().resolve(System.mapLibraryName("onnxruntime"))).isRegularFile();
    assertThat(System.getProperty("onnxruntime.native.path"))
        .isEqualTo(engine.libraries().toString());
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
  }

  @Test
  void aPlatformWithoutLibrariesIsNamedWithTheRemedy() {
    var thrown =
        catchThrowableOfType(
            EngineStartException.class, () -> NativeLibraries.ofOnnxRuntime("linux-riscv64"));

    assertThat(thrown.reason()).isEqualTo(EngineStartException.Reason.NATIVES_MISSING);
    assertThat(thrown.fact()).contains("ONNX Runtime", "linux-riscv64");
    assertThat(thrown.remedy()).contains("com.microsoft.onnxruntime:onnxruntime");
  }
}
