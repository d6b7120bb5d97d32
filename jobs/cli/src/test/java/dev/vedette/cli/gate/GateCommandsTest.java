package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate commands say without an engine. */
class GateCommandsTest {
  private final Said vedette = new Said();

  @Test
  void theGatesOfThisBuildAreListed() {
    assertThat(vedette.gate("list")).isZero();
    assertThat(vedette.out()).contains("face", "person", "turbofan", "failing", "int8-onnx");
    assertThat(vedette.err()).isEmpty();
  }

  @Test
  void aFolderOfGatesIsListedAndWhatIsNoGateIsNamed(@TempDir Path folder) throws Exception {
    Gates.copy("person", folder.resolve("mine"));
    Files.createDirectories(folder.resolve("notes"));
    assertThat(vedette.gate("list", "--gates", folder.toString())).isZero();
    assertThat(vedette.out()).contains(folder.resolve("mine").toString()).doesNotContain("notes");

    Files.writeString(
        Files.createDirectory(folder.resolve("broken")).resolve("manifest.json"), "{");
    assertThat(vedette.gate("list", "--gates", folder.toString())).isEqualTo(1);
    assertThat(vedette.err()).contains("broken");
    assertThat(vedette.out()).contains(folder.resolve("mine").toString());

    assertThat(vedette.gate("list", "--gates", "no/such")).isEqualTo(1);
    assertThat(vedette.err()).contains("no folder no/such, which --gates names");
  }

  @Test
  void aGateIsInspectedInLinesOfAHundredColumns() {
    assertThat(vedette.gate("inspect", "turbofan")).isZero();
    assertThat(vedette.out())
        .contains("T24 in degree Rankine", "0.57", "int8-onednn", "TF_ENABLE_ONEDNN_OPTS=1")
        .contains("public domain", "Apache-2.0", "manifest.json", "golden/inputs.f32");
    assertThat(vedette.out().lines()).allMatch(line -> line.length() <= 100);

    assertThat(vedette.gate("inspect", "person")).isZero();
    assertThat(vedette.out())
        .contains("192 features", "head/head.json", "0.46", "160x160")
        .containsPattern("region +left, top, right and bottom");
  }

  @Test
  void programsGetTheManifestAsItIs() {
    assertThat(vedette.gate("inspect", "person", "--json")).isZero();
    assertThat(vedette.out())
        .contains("\"gate\" : \"person@1.1.0\"", "\"provenance\"", "\"default\" : 0.46");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "verify", "bench", "teach --pictures x"})
  void anUnknownGateIsToldWithThoseThereAre(String command) {
    String[] words = command.split(" ", -1);
    String[] args = Arrays.copyOf(words, words.length + 1);
    args[words.length] = "nobody";

    assertThat(vedette.gate(args)).isEqualTo(1);
    assertThat(vedette.errInOneLine())
        .contains("no gate 'nobody': there are face, person, turbofan, or name a gate's folder");
  }

  @Test
  void aFolderThatIsNoGateIsToldApart(@TempDir Path folder) {
    assertThat(vedette.gate("inspect", folder.toString())).isEqualTo(1);
    assertThat(vedette.errInOneLine()).contains("is no gate's folder", "manifest.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench person --batch 0",
        "bench person --batch 1,2000",
        "bench person --seconds 0",
        "teach person --pictures x --folds 1",
        "teach person --pictures x --max-false-positive-rate 1",
        "teach person --pictures x --max-false-positive-rate 0.1 --best-f1",
        "teach person --pictures x --verdicts y",
        "teach person",
        "verify",
      })
  void wrongOptionsAreMistakesBeforeAnythingStarts(String command) {
    assertThat(vedette.gate(command.split(" ", -1))).isEqualTo(2);
    assertThat(vedette.errInOneLine()).contains("--help").doesNotContain("Error:");
    assertThat(vedette.out()).isEmpty();
  }

  @Test
  void aGateWithoutAHeadCannotBeTaught() {
    assertThat(vedette.gate("teach", "face", "--pictures", "x")).isEqualTo(1);
    assertThat(vedette.errInOneLine())
        .contains("face@1.1.0 cannot be taught", "inside its network", "such as person");
  }

  @Test
  void filesToWriteAreLookedAtFirst(@TempDir Path folder) throws Exception {
    Path there = Files.createFile(folder.resolve("head.json"));
    assertThat(vedette.gate("teach", "person", "--pictures", "x", "--out", there.toString()))
        .isEqualTo(1);
    assertThat(vedette.errInOneLine()).contains("is there already");

    assertThat(vedette.gate("bench", "person", "--json", folder.toString())).isEqualTo(1);
    assertThat(vedette.errInOneLine()).contains("is a folder and not a file");

    String nowhere = folder.resolve("none/r.json").toString();
    assertThat(vedette.gate("bench", "person", "--json", nowhere)).isEqualTo(1);
    assertThat(vedette.errInOneLine()).contains("no folder ", "--json");
  }

  @Test
  void aBaseThatIsNoHeadIsRefused(@TempDir Path folder) throws Exception {
    Path base = Files.writeString(folder.resolve("base.json"), "{\"format\":1}");

    assertThat(vedette.gate("teach", "person", "--pictures", "x", "--base", base.toString()))
        .isEqualTo(1);
    assertThat(vedette.errInOneLine()).contains("base.json", "no head of format 1");
  }
}
