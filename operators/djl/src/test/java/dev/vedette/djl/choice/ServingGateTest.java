package dev.vedette.djl.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vedette.djl.GateCopy;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingGateTest {
  private static final byte[] GARBAGE = "no graph".getBytes(StandardCharsets.UTF_8);

  @TempDir Path scratch;

  private GateCopy copy;

  @BeforeAll
  static void start() throws Exception {
    TensorFlowEngine.start();
  }

  @BeforeEach
  void copy() throws Exception {
    copy = GateCopy.into(scratch.resolve("face"));
  }

  @Test
  void ofTheVariantsThatPassTheFastestServeAndNoOtherStaysInMemory() throws Exception {
    try (ServingGate gate = load(null)) {
      assertThat(gate.serving())
          .extracting(LoadedVariant::name)
          .containsExactlyInAnyOrderElementsOf(
              gate.ladder().steps().stream().map(Ladder.Step::variant).distinct().toList());
      assertThat(bestHere().equals("int8-onednn")).isEqualTo(gate.refusals().isEmpty());
    }
  }

  @Test
  void everyVariantOfThisHostPassesItsTrial() throws Exception {
    List<Trial> trials = ServingGate.tryAll(artefact(), Host.current());

    assertThat(trials)
        .extracting(Trial::variant)
        .containsExactly("int8-onednn", "int8-onnx", "int8-weights", "float32");
    assertThat(trials.subList(1, 4)).hasOnlyElementsOfType(Trial.Passed.class);
    if (bestHere().equals("int8-onednn")) {
      assertThat(trials.get(0)).isInstanceOf(Trial.Passed.class);
    }
  }

  @Test
  void theOneVariantThatIsWantedServes() throws Exception {
    try (ServingGate gate = load("float32")) {
      assertThat(gate.ladder()).hasToString("float32");
      assertThat(gate.refusals()).isEmpty();
    }
  }

  @Test
  void aWantedVariantThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> load("int4"))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("has no variant int4, only int8-onednn, int8-onnx");
  }

  @Test
  void aDamagedVariantLeavesTheOthersServing() throws Exception {
    copy.flip("int8-onednn/saved_model.pb");

    try (ServingGate gate = load(null)) {
      assertThat(gate.serving())
          .extracting(LoadedVariant::name)
          .isNotEmpty()
          .doesNotContain("int8-onednn");
      assertThat(gate.refusals())
          .singleElement()
          .extracting(Refusal::variant, Refusal::reason)
          .containsExactly("int8-onednn", reasonHere(Refusal.Reason.DAMAGED_FILE));
    }
  }

  @Test
  void aDamagedFallbackIsSaidAlthoughNobodyNeedsItYet() throws Exception {
    copy.flip("float32/saved_model.pb");

    if (bestHere().equals("int8-onednn")) {
      try (ServingGate gate = load(null)) {
        assertThat(gate.serving()).extracting(LoadedVariant::name).doesNotContain("float32");
        assertThat(gate.refusals()).extracting(Refusal::variant).containsExactly("float32");
      }
    }
  }

  @Test
  void aDecodingGraphThatCannotBeLoadedIsADamagedGate() throws Exception {
    copy.forge("decode/saved_model.pb", GARBAGE);

    assertThatThrownBy(() -> load(null)).isInstanceOf(GateArtefactException.class);
  }

  @Test
  void whenNoneServesTheExceptionSaysOfEachWhyNot() throws Exception {
    copy.flip("int8-onednn/saved_model.pb")
        .flip("int8-onnx/model.onnx")
        .flip("int8-weights/saved_model.pb")
        .flip("float32/saved_model.pb");

    var thrown = catchThrowableOfType(NoServingVariantException.class, () -> load(null));

    assertThat(thrown)
        .hasMessageContaining("face@1.1.0")
        .hasMessageContaining("int8-onednn refused")
        .hasMessageContaining("float32 refused (damaged-file)");
    assertThat(thrown.refusals()).hasSize(4);
  }

  private ServingGate load(String wanted) throws Exception {
    return ServingGate.load(
        artefact(), wanted, Host.current(), RememberedChoices.in(scratch.resolve("choices")));
  }

  private GateArtefact artefact() throws GateArtefactException {
    return GateArtefact.read(copy.location());
  }

  /** The build sets the variable; the processor is what it is. */
  private static String bestHere() {
    return Host.current().architecture().equals("x86_64") ? "int8-onednn" : "float32";
  }

  private static Refusal.Reason reasonHere(Refusal.Reason onX86) {
    return bestHere().equals("int8-onednn") ? onX86 : Refusal.Reason.UNSUPPORTED_ARCH;
  }
}
