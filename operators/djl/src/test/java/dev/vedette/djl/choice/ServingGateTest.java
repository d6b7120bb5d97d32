package dev.vedette.djl.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.djl.GateCopy;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  void aTruncatedVariantIsDamaged() throws Exception {
    byte[] bytes = Files.readAllBytes(copy.file("float32/saved_model.pb"));
    Files.write(copy.file("float32/saved_model.pb"), Arrays.copyOf(bytes, 1000));

    assertThat(onlyRefusalOf("float32").reason()).isEqualTo(Refusal.Reason.DAMAGED_FILE);
  }

  @Test
  void aGraphThatCannotBeLoadedIsAnEngineFailure() throws Exception {
    copy.forge("float32/saved_model.pb", GARBAGE);

    assertThat(onlyRefusalOf("float32").reason()).isEqualTo(Refusal.Reason.ENGINE_FAILURE);
  }

  @Test
  void aGraphWithOtherEndsIsAnEngineFailure() throws Exception {
    copy.forge("float32/saved_model.pb", Files.readAllBytes(copy.file("decode/saved_model.pb")));

    Refusal refusal = onlyRefusalOf("float32");

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.ENGINE_FAILURE);
    assertThat(refusal.detail()).contains("has no signature serving_default");
  }

  @Test
  void aVariantThatAnswersOtherwiseIsRefusedWithBothScores() throws Exception {
    copy.forge("golden/outputs.json", outputsWith("float32", 3, 0.5));

    Refusal refusal = onlyRefusalOf("float32");

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.WRONG_OUTPUT);
    assertThat(refusal.detail()).contains("golden input 3", "expected 0.5", "tolerance of 0.02");
  }

  @Test
  void aGoldenPictureThatScoresOtherwiseIsRefusedToo() throws Exception {
    copy.edit(tree -> ((ObjectNode) tree.at("/golden/pictures/0/score")).put("float32", 0.1));

    assertThat(onlyRefusalOf("float32").detail()).contains("golden/astronaut.jpg", "expected 0.1");
  }

  @Test
  void aPriorOrAFeatureThatComesOutOtherwiseIsRefusedAlthoughTheScoreIsRight() throws Exception {
    var cases =
        Map.of(
            "/prior/float32", "golden input 2 of a batch has the prior",
            "/features/float32/2", "golden input 2 of a batch has a feature of");
    for (Map.Entry<String, String> one : cases.entrySet()) {
      copy = GateCopy.of(GateCopy.PERSON, scratch.resolve("person" + one.getKey().length()));
      var json = new ObjectMapper();
      var tree = json.readTree(copy.file("golden/outputs.json").toFile());
      ((ArrayNode) tree.at(one.getKey())).set(2, json.getNodeFactory().numberNode(77.0));
      copy.forge("golden/outputs.json", json.writeValueAsBytes(tree));

      Refusal refusal = onlyRefusalOf("float32");

      assertThat(refusal.reason()).isEqualTo(Refusal.Reason.WRONG_OUTPUT);
      assertThat(refusal.detail()).startsWith(one.getValue()).contains("expected 77.0");
    }
  }

  @Test
  void anOnnxFileThatCannotBeLoadedIsAnEngineFailure() throws Exception {
    copy = GateCopy.of(GateCopy.TURBOFAN, scratch.resolve("turbofan"));
    copy.forge("int8-onnx/model.onnx", GARBAGE);

    Refusal refusal = onlyRefusalOf("int8-onnx");

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.ENGINE_FAILURE);
    assertThat(refusal.detail()).contains("cannot load", "model.onnx");
  }

  @Test
  void anOnnxFileWithOtherEndsIsAnEngineFailure() throws Exception {
    copy = GateCopy.of(GateCopy.TURBOFAN, scratch.resolve("turbofan"));
    copy.edit(tree -> tree.withObject("/output").put("name", "other"));

    Refusal refusal = onlyRefusalOf("int8-onnx");

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.ENGINE_FAILURE);
    assertThat(refusal.detail()).contains("is [windows] -> [score], not [windows] -> [other]");
  }

  @Test
  void tooFewGoldenScoresRefuseTheVariantAndNotTheGate() throws Exception {
    copy.edit(tree -> tree.withObject("/golden").put("count", 13));

    Refusal refusal = onlyRefusalOf("float32");

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.DAMAGED_FILE);
    assertThat(refusal.detail()).contains("14 scores for float32, 13 golden inputs");
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
    return ServingGate.load(artefact(), wanted, Host.current());
  }

  private Refusal onlyRefusalOf(String variant) {
    var thrown = catchThrowableOfType(NoServingVariantException.class, () -> load(variant));
    assertThat(thrown.refusals()).hasSize(1);
    return thrown.refusals().get(0);
  }

  private GateArtefact artefact() throws GateArtefactException {
    return GateArtefact.read(copy.location());
  }

  private byte[] outputsWith(String variant, int index, double score) throws Exception {
    var json = new ObjectMapper();
    var tree = json.readTree(copy.file("golden/outputs.json").toFile());
    ((ArrayNode) tree.path(variant)).set(index, json.getNodeFactory().numberNode(score));
    return json.writeValueAsBytes(tree);
  }

  /** The build sets the variable; the processor is what it is. */
  private static String bestHere() {
    return Host.current().architecture().equals("x86_64") ? "int8-onednn" : "float32";
  }

  private static Refusal.Reason reasonHere(Refusal.Reason onX86) {
    return bestHere().equals("int8-onednn") ? onX86 : Refusal.Reason.UNSUPPORTED_ARCH;
  }
}
