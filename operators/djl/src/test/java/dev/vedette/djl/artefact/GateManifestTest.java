package dev.vedette.djl.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.djl.GateCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateManifestTest {
  @TempDir Path scratch;

  private GateCopy copy;

  @BeforeEach
  void copy() throws Exception {
    copy = GateCopy.into(scratch.resolve("face"));
  }

  @Test
  void aNewerManifestOfTheSameFormatIsRead() throws Exception {
    copy.edit(tree -> tree.put("somethingNew", 1).withObject("/golden").put("alsoNew", true));

    assertThat(GateArtefact.read(copy.location()).manifest().name()).isEqualTo("face");
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("format is not 1: 2", change(tree -> tree.put("format", 2))),
        Arguments.of("name is missing", change(tree -> tree.remove("name"))),
        Arguments.of("name is not a name: '../x'", change(tree -> tree.put("name", "../x"))),
        Arguments.of("0 labels and 4 variants", change(tree -> tree.putArray("labels"))),
        Arguments.of(
            "threshold.value is not in 0..1: 7.0",
            change(tree -> tree.withObject("/threshold").put("value", 7))),
        Arguments.of(
            "input is not a square", change(tree -> tree.withObject("/input").put("width", 64))),
        Arguments.of(
            "input.layout is not NHWC: NCHW",
            change(tree -> tree.withObject("/input").put("layout", "NCHW"))),
        Arguments.of(
            "input.resize is not letterbox: stretch",
            change(tree -> tree.withObject("/input").put("resize", "stretch"))),
        Arguments.of(
            "golden.tolerance has no float32",
            change(tree -> tree.withObject("/golden/tolerance").remove("float32"))),
        Arguments.of(
            "golden.inputs is not a name: '..'",
            change(tree -> tree.withObject("/golden").put("inputs", "../../secret"))),
        Arguments.of(
            "decode.files is not a name: ''",
            change(tree -> tree.withObject("/decode/files").put("/etc/passwd", "0".repeat(64)))),
        Arguments.of(
            "is not 64 hex digits: 12",
            change(tree -> tree.withObject("/decode/files").put("decode/saved_model.pb", "12"))),
        Arguments.of(
            "kernel",
            change(
                tree -> ((ObjectNode) tree.at("/variants/0/requires")).put("kernel", "something"))),
        Arguments.of(
            "two variants are called float32",
            change(tree -> ((ObjectNode) tree.at("/variants/0")).put("name", "float32"))));
  }

  static Stream<Arguments> nonsenseAboutHeadsAndWindows() {
    return Stream.of(
        Arguments.of(
            "output is missing, outputs are there, head is missing",
            GateCopy.PERSON,
            change(tree -> tree.remove("head"))),
        Arguments.of(
            "output is there, outputs are there, head is there",
            GateCopy.PERSON,
            change(tree -> tree.putObject("output").put("name", "score"))),
        Arguments.of(
            "output is missing, outputs are missing, head is missing",
            GateCopy.TURBOFAN,
            change(tree -> tree.remove("output"))),
        Arguments.of(
            "golden.tolerances.prior has no float32",
            GateCopy.PERSON,
            change(tree -> tree.withObject("/golden/tolerances/prior").remove("float32"))),
        Arguments.of(
            "golden.tolerances is missing",
            GateCopy.PERSON,
            change(tree -> tree.withObject("/golden").remove("tolerances"))),
        Arguments.of(
            "outputs.features.size is not in 1..65536: 0",
            GateCopy.PERSON,
            change(tree -> tree.withObject("/outputs/features").put("size", 0))),
        Arguments.of(
            "head.files do not have head/other.json",
            GateCopy.PERSON,
            change(tree -> tree.withObject("/head").put("file", "head/other.json"))),
        Arguments.of(
            "weighs 192 features, the gate has 191",
            GateCopy.PERSON,
            change(tree -> tree.withObject("/outputs/features").put("size", 191))),
        Arguments.of(
            "golden.tolerances.region has no float32",
            GateCopy.PERSON,
            change(tree -> tree.withObject("/golden/tolerances/region").remove("float32"))),
        Arguments.of(
            "golden.tolerances.region has no int8-onednn",
            GateCopy.PERSON,
            change(tree -> tree.withObject("/golden/tolerances").remove("region"))),
        Arguments.of(
            "outputs.region.name is missing",
            GateCopy.PERSON,
            change(tree -> tree.withObject("/outputs/region").remove("name"))),
        Arguments.of(
            "is the head of person@1.1.0, not of person@2",
            GateCopy.PERSON,
            change(tree -> tree.put("version", "2"))),
        Arguments.of(
            "decode is there: cameras need it, sensors have none",
            GateCopy.TURBOFAN,
            change(
                tree -> {
                  ObjectNode decode = tree.putObject("decode").put("folder", "decode");
                  decode.putObject("signatures").put("1", "decode_1");
                  decode.putObject("files").put("decode/saved_model.pb", "0".repeat(64));
                })),
        Arguments.of("decode is missing", GateCopy.PERSON, change(tree -> tree.remove("decode"))),
        Arguments.of(
            "microphone", GateCopy.TURBOFAN, change(tree -> tree.put("kind", "microphone"))),
        Arguments.of(
            "input.gap.absent is not NaN: zero",
            GateCopy.TURBOFAN,
            change(tree -> tree.withObject("/input/gap").put("absent", "zero"))),
        Arguments.of(
            "input.gap.mostFilled leaves nothing of 30 samples: 30",
            GateCopy.TURBOFAN,
            change(tree -> tree.withObject("/input/gap").put("mostFilled", 30))),
        Arguments.of(
            "two input.channels are called T30",
            GateCopy.TURBOFAN,
            change(tree -> ((ObjectNode) tree.at("/input/channels/0")).put("name", "T30"))),
        Arguments.of(
            "input.slide < 1: 0",
            GateCopy.TURBOFAN,
            change(tree -> tree.withObject("/input").put("slide", 0))),
        Arguments.of(
            "input is not 1 to 1048576 values: 0 samples of 14 channels",
            GateCopy.TURBOFAN,
            change(tree -> tree.withObject("/input").put("samples", 0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsenseAboutHeadsAndWindows")
  void nonsenseAboutHeadsAndWindowsIsRefused(
      String fact, Path original, Consumer<ObjectNode> change) throws Exception {
    GateCopy other = GateCopy.of(original, scratch.resolve("other")).edit(change);

    assertThatThrownBy(() -> GateArtefact.read(other.location()))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining(fact);
  }

  @Test
  void aManifestIsReadWithoutTheFilesThatItNames() throws Exception {
    copy.flip("decode/saved_model.pb");

    assertThat(GateArtefact.readManifest(copy.location()).gate()).isEqualTo("face@1.1.0");
    assertThat(GateArtefact.readManifest("classpath:gates/person").gate())
        .isEqualTo("person@1.1.0");
  }

  private static Consumer<ObjectNode> change(Consumer<ObjectNode> change) {
    return change;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void nonsenseInTheManifestIsRefused(String fact, Consumer<ObjectNode> change) throws Exception {
    copy.edit(change);

    assertThatThrownBy(() -> GateArtefact.read(copy.location()))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("manifest.json")
        .hasMessageContaining(fact);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "hello"})
  void whatIsNoManifestAtAllIsRefused(String text) throws Exception {
    Files.writeString(copy.file("manifest.json"), text);

    assertThatThrownBy(() -> GateArtefact.read(copy.location()))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("manifest.json");
  }
}
