package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verify and bench with real engines. */
class GateEnginesIT {
  private final Said vedette = new Said();

  @Test
  void aReleasedGateIsSoundAndServes() {
    assertThat(vedette.gate("verify", "person")).as(vedette.err()).isZero();
    assertThat(vedette.out())
        .contains("int8-onnx/model.onnx", "float32", "serves")
        .contains("who signed that, --keys asks", "and it serves here.");
    assertThat(vedette.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void oneDamagedVariantIsNamedWhileTheOthersAreTried(@TempDir Path folder) throws Exception {
    Path gate = folder.resolve("gate");
    Gates.copy("turbofan", gate);
    Files.writeString(gate.resolve("float32/saved_model.pb"), "x");
    Files.createFile(gate.resolve("int8-onnx/more.onnx"));

    assertThat(vedette.gate("verify", gate.toString())).isEqualTo(1);

    assertThat(vedette.out())
        .containsPattern("float32/saved_model.pb +DIFFERS")
        .containsPattern("int8-onnx/more.onnx +STRANGER")
        .containsPattern("CARD.md +not read")
        .containsPattern("int8-weights +\\d.* serves")
        .contains(
            "refused: damaged-file",
            "It is not as it was released: put the released files back in place.");
  }

  @Test
  void aSignatureCountsIfATrustedKeyGaveIt(@TempDir Path folder) throws Exception {
    Path gate = folder.resolve("gate");
    Path keys = folder.resolve("keys");
    Gates.copy("turbofan", gate);
    Files.delete(gate.resolve("manifest.sig")); // the one it ships with
    String verify = "verify %s --keys %s".formatted(gate, keys);
    assertThat(vedette.gate("keys", "site", "--out", keys.toString())).as(vedette.err()).isZero();
    assertThat(vedette.gate(verify.split(" ", -1))).isEqualTo(1);
    assertThat(vedette.out()).contains("signature", "there is no", "vedette gate sign");

    Path key = keys.resolve("site.key.pem");
    assertThat(vedette.gate("sign", gate.toString(), "--key", key.toString())).isZero();
    assertThat(vedette.gate(verify.split(" ", -1))).as(vedette.out()).isZero();
    assertThat(vedette.out())
        .containsPattern("signature +ok, by site")
        .contains("It is as it was released, and it serves here.");
  }

  @Test
  void damageToWhatAllVariantsShareIsToldToo(@TempDir Path folder) throws Exception {
    Path gate = folder.resolve("gate");
    Gates.copy("turbofan", gate);
    Files.delete(gate.resolve("golden/outputs.json"));

    assertThat(vedette.gate("verify", gate.toString())).isEqualTo(1);

    assertThat(vedette.out())
        .containsPattern("golden/outputs.json +MISSING")
        .contains("not tried", "It is not as it was released");
  }

  @Test
  void everyVariantIsTimedAndTheChoiceIsSaid(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("bench.json");

    assertThat(
            vedette.gate(
                ("bench turbofan --batch 8,1,8 --seconds 0.05 --json " + json).split(" ", -1)))
        .as(vedette.err())
        .isZero();

    assertThat(vedette.out())
        .contains("CPU us/event", "x float32", "the job takes", "machine", "TensorFlow 2.16.2");
    assertThat(vedette.out().lines())
        .as("fits 100 columns, but for paths, which are to be copied")
        .filteredOn(line -> !line.contains("starting") && !line.contains(json.toString()))
        .allMatch(line -> line.length() <= 100);
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/gate").asText()).isEqualTo("turbofan@1.0.0");
    assertThat(report.at("/machine/cores").asInt()).isPositive();
    assertThat(report.at("/chosen/0/fromSize").asInt()).isOne();
    assertThat(report.at("/rows")).hasSizeGreaterThanOrEqualTo(4);
    for (JsonNode row : report.at("/rows")) {
      assertThat(row.path("eventsPerSecond").asDouble()).isPositive();
      assertThat(row.path("batch").asInt()).isIn(1, 8);
      if (row.path("variant").asText().equals("float32")) {
        assertThat(row.path("timesFloat32").asDouble()).isOne();
      }
    }
  }

  @Test
  void oneFrameAloneIsTimedFromItsJpegOn() {
    assertThat(vedette.gate("bench", "face", "--batch", "1", "--seconds", "0.05"))
        .as(vedette.err())
        .isZero();

    assertThat(vedette.out()).containsPattern("one frame +\\d+\\.\\d ms alone");
    assertThat(vedette.out()).contains("a JPEG of 640x480");
  }
}
