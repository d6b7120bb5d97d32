package dev.vedette.djl.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.djl.GateCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateArtefactTest {
  @TempDir Path scratch;

  private GateCopy copy;

  @BeforeEach
  void copy() throws Exception {
    copy = GateCopy.into(scratch.resolve("face"));
  }

  @Test
  void theReleasedGateIsRead() throws Exception {
    GateArtefact face = GateArtefact.read(copy.location());

    assertThat(face.manifest().gate()).isEqualTo("face@1.1.0");
    assertThat(face.manifest().labels()).containsExactly("face");
    assertThat(face.manifest().variantNames())
        .isEqualTo("int8-onednn, int8-onnx, int8-weights, float32");
    assertThat(face.id()).hasSize(64);
    for (Variant variant : face.manifest().variants()) {
      assertThat(face.damageOf(variant)).isEmpty();
      assertThat(face.goldenAnswers(variant).scores()).hasSize(face.manifest().golden().count());
    }
  }

  @Test
  void aFolderWithoutAGateIsNamed() {
    assertThatThrownBy(() -> GateArtefact.read(scratch.toString()))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining(scratch.resolve("manifest.json").toString())
        .hasMessageContaining("Point at the folder of a gate");
  }

  @Test
  void oneFlippedBitInTheHeadStopsTheGate() throws Exception {
    GateCopy person = GateCopy.of(GateCopy.PERSON, scratch.resolve("person"));
    person.flip("head/head.json");

    assertThatThrownBy(() -> GateArtefact.read(person.location()))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("head.json")
        .hasMessageContaining("the manifest says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"decode/saved_model.pb", "golden/inputs.u8", "golden/outputs.json"})
  void oneFlippedBitInWhatIsSharedStopsTheGate(String file) throws Exception {
    copy.flip(file);

    assertThatThrownBy(() -> GateArtefact.read(copy.location()))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("the manifest says")
        .hasMessageContaining("Put the released files");
  }

  @Test
  void oneFlippedBitInAVariantIsThatVariantsDamage() throws Exception {
    copy.flip("int8-onednn/saved_model.pb");
    GateArtefact face = GateArtefact.read(copy.location());

    assertThat(face.damageOf(variant(face, "int8-onednn")))
        .get()
        .asString()
        .contains("int8-onednn", "saved_model.pb", "the manifest says");
    assertThat(face.damageOf(variant(face, "float32"))).isEmpty();
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    Files.delete(copy.file("float32/saved_model.pb"));
    GateArtefact face = GateArtefact.read(copy.location());

    assertThat(face.damageOf(variant(face, "float32")))
        .contains(copy.file("float32/saved_model.pb") + " is missing");
  }

  @Test
  void aFileThatNobodyVouchesForIsNotLoaded() throws Exception {
    Path stranger = copy.file("float32/variables/variables.index");
    Files.createDirectories(stranger.getParent());
    Files.write(stranger, new byte[1]);
    GateArtefact face = GateArtefact.read(copy.location());

    assertThat(face.damageOf(variant(face, "float32")))
        .contains(stranger + " is not in the manifest");
  }

  private static Variant variant(GateArtefact artefact, String name) {
    return artefact.manifest().variant(name).orElseThrow();
  }
}
