package dev.vedette.djl.choice;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a variant does not pass, told so that somebody can mend it. */
class RefusedVariantTest {
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
  void whatComesOutOtherwiseIsRefusedAlthoughTheScoreIsRight() throws Exception {
    var cases =
        Map.of(
            "/prior/float32", "golden input 2 of a batch has the prior",
            "/features/float32/2", "golden input 2 of a batch has a feature of",
            "/region/float32/2", "golden input 2 of a batch has a side of its region at");
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
  void whereNothingIsFoundNobodyAsksWhere() throws Exception {
    copy = GateCopy.of(GateCopy.PERSON, scratch.resolve("person"));
    var json = new ObjectMapper();
    var tree = json.readTree(copy.file("golden/outputs.json").toFile());
    int coffee = 8;
    ((ArrayNode) tree.at("/region/float32/" + coffee)).set(2, json.getNodeFactory().numberNode(77));
    copy.forge("golden/outputs.json", json.writeValueAsBytes(tree));

    try (ServingGate gate = load("float32")) {
      assertThat(gate.refusals()).isEmpty();
    }
  }

  @Test
  void goldenRegionsThatAreNoneRefuseTheVariant() throws Exception {
    Map<String, String> cases =
        Map.of(
            "/region/float32", "15 regions for float32, 16 golden inputs",
            "/region/float32/0", "3 sides of a golden region of float32, there are 4");
    for (Map.Entry<String, String> one : cases.entrySet()) {
      copy = GateCopy.of(GateCopy.PERSON, scratch.resolve("person" + one.getKey().length()));
      var json = new ObjectMapper();
      var tree = json.readTree(copy.file("golden/outputs.json").toFile());
      ((ArrayNode) tree.at(one.getKey())).remove(1);
      copy.forge("golden/outputs.json", json.writeValueAsBytes(tree));

      Refusal refusal = onlyRefusalOf("float32");

      assertThat(refusal.reason()).isEqualTo(Refusal.Reason.DAMAGED_FILE);
      assertThat(refusal.detail()).contains(one.getValue());
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

  private ServingGate load(String wanted) throws Exception {
    return ServingGate.load(
        artefact(), wanted, Host.current(), RememberedChoices.in(scratch.resolve("choices")));
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
}
