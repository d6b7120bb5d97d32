package dev.vedette.djl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorFlowEngineTest {
  @Test
  void startingTwiceIsTheSameAsOnce() throws Exception {
    TensorFlowEngine first = TensorFlowEngine.start();
    List<String> progress = new ArrayList<>();

    TensorFlowEngine second = TensorFlowEngine.start(progress::add);

    assertThat(second).isSameAs(first);
    assertThat(progress).isEmpty();
  }

  @Test
  void theEngineComesFromTheClassPathAndStaysOffline() throws Exception {
    TensorFlowEngine engine = TensorFlowEngine.start();

    assertThat(engine.version()).startsWith("2.");
    assertThat(engine.libraries()).isDirectory();
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    assertThat(System.getProperty("TENSORFLOW_LIBRARY_PATH"))
        .isEqualTo(engine.libraries().toString());
  }

  @Test
  void sessionsRunInTheirCallersThread() throws Exception {
    TensorFlowEngine.start();

    assertThat(System.getProperty("ai.djl.tensorflow.num_intraop_threads")).isEqualTo("1");
    assertThat(System.getProperty("ai.djl.tensorflow.num_interop_threads")).isEqualTo("-1");
  }
}
