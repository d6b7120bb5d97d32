package dev.vedette.djl.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.djl.GateCopy;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.Variant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryTest {
  private static final Map<String, String> ONE_DNN = Map.of("TF_ENABLE_ONEDNN_OPTS", "1");

  private GateArtefact face;
  private Variant quantized;

  @BeforeEach
  void read() throws Exception {
    face = GateArtefact.read(GateCopy.ORIGINAL.toString());
    quantized = face.manifest().variant("int8-onednn").orElseThrow();
  }

  @Test
  void aHostWithAllThatIsRequiredIsLetIn() {
    assertThat(Entry.refusalOf(face, quantized, new Host(ONE_DNN, "amd64", "any"))).isEmpty();
    assertThat(Entry.refusalOf(face, quantized, new Host(ONE_DNN, "x86_64", "any"))).isEmpty();
  }

  @Test
  void aMissingVariableIsRefusedWithTheRemedy() {
    Refusal refusal =
        Entry.refusalOf(face, quantized, new Host(Map.of(), "amd64", "any")).orElseThrow();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MISSING_ENV);
    assertThat(refusal.reason().wireName()).isEqualTo("missing-env");
    assertThat(refusal.detail()).isEqualTo("TF_ENABLE_ONEDNN_OPTS is not set");
    assertThat(refusal.remedy())
        .isEqualTo(
            "start the process with TF_ENABLE_ONEDNN_OPTS=1 in its environment; -D does not work");
  }

  @Test
  void aVariableWithAnotherValueIsRefused() {
    var host = new Host(Map.of("TF_ENABLE_ONEDNN_OPTS", "0"), "amd64", "any");

    assertThat(Entry.refusalOf(face, quantized, host))
        .get()
        .extracting(Refusal::detail)
        .isEqualTo("TF_ENABLE_ONEDNN_OPTS is '0'");
  }

  @Test
  void anotherProcessorIsRefused() {
    assertThat(Entry.refusalOf(face, quantized, new Host(ONE_DNN, "aarch64", "any")))
        .get()
        .extracting(Refusal::reason)
        .isEqualTo(Refusal.Reason.UNSUPPORTED_ARCH);
  }

  @Test
  void theFloatVariantAsksForNothing() {
    Variant plain = face.manifest().variant("float32").orElseThrow();

    assertThat(Entry.refusalOf(face, plain, new Host(Map.of(), "aarch64", "any"))).isEmpty();
    assertThat(Entry.refusalOf(face, plain, new Host(Map.of(), "amd64", "any"))).isEmpty();
  }

  @Test
  void anotherEngineIsRefused() {
    var foreign =
        new Variant(
            "torch",
            "PyTorch",
            "onnx",
            "int8",
            new Variant.Requirements(Map.of(), List.of()),
            Map.of("onnx/model.onnx", "0".repeat(64)));

    assertThat(Entry.refusalOf(face, foreign, Host.current()))
        .get()
        .extracting(Refusal::reason, Refusal::remedy)
        .containsExactly(
            Refusal.Reason.UNSUPPORTED_ENGINE, "only [OnnxRuntime, TensorFlow] are built in");
  }
}
