package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vedette.cli.Commands;
import dev.vedette.cloud.signature.KeyFolder;
import dev.vedette.cloud.signature.ManifestSignature;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no broker: keys, signatures of gates, and wrong use. */
class GateKeysCommandTest {
  @TempDir private Path folder;
  private Commands.Said said;

  private int vedette(String line) {
    said = Commands.run(line.split(" +", -1));
    return said.code();
  }

  private void assertFailed(int code, int expected, String... parts) {
    assertThat(code).as("%s", said).isEqualTo(expected);
    assertThat(said.err()).contains(parts);
    assertThat(said.err().strip().lines()).hasSize(1);
    assertThat(said.out()).isEmpty();
  }

  @Test
  void aPairIsMadeOnceAndNoKeyIsShown() throws Exception {
    assertThat(vedette("gate keys site-1 --out " + folder)).isZero();
    Path key = folder.resolve("site-1.key.pem");
    assertThat(said.out())
        .contains(key.toString(), folder.resolve("site-1.pem").toString(), "release-keys")
        .doesNotContain(Files.readAllLines(key).get(1));

    assertFailed(vedette("gate keys site-1 --out " + folder), 1, "never written over another");
    assertFailed(vedette("gate keys ../x --out " + folder), 2, "NAME");
  }

  @Test
  void aGateIsSignedAndASignatureIsChecked() throws Exception {
    vedette("gate keys maker --out " + folder.resolve("keys"));
    Path gate = folder.resolve("gate");
    copy(Path.of("../../models/face"), gate);

    String sign = "gate sign %s --key %s".formatted(gate, folder.resolve("keys/maker.key.pem"));
    assertThat(vedette(sign)).as("%s", said).isZero();
    assertThat(said.out()).contains("by maker", "manifest.sig");
    assertThat(ManifestSignature.check(gate, new KeyFolder(folder.resolve("keys"))))
        .isEqualTo("maker");

    Files.writeString(gate.resolve("golden/outputs.json"), "{}");
    assertFailed(vedette(sign), 1, "outputs.json");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--thresholds default",
        "--thresholds default=2",
        "--thresholds default=0.1,default=0.2",
        "--head h.json --artefact a --uri s3://b/c",
        "--artefact a",
        "--thresholds default=0.5 --base 1",
        "--thresholds default=0.5 --uploaded",
        "--thresholds default=0.5 --max-disagreement 0.1",
        "--thresholds default=0.5 --shadow-events 0",
        "--thresholds default=0.5 --shadow-events 10 --max-disagreement 2",
        "--thresholds default=0.5 --shadow-events 10 --decide-within soon",
        "--thresholds default=0.5 --wait=0s",
      })
  void optionsThatDoNotFitAreMistakes(String options) {
    int code =
        vedette(
            "gate release person --version 1 --key k.key.pem --bootstrap 127.0.0.1:1 "
                + options.strip());
    assertFailed(code, 2, "gate release");
  }

  @Test
  void aMissingKeyIsNamed() {
    String release = "gate release person --version 1 --thresholds default=0.5 --bootstrap h:1";
    assertFailed(vedette(release), 2, "--key");
    assertFailed(vedette(release + " --key no.key.pem"), 1, "no.key.pem", "vedette gate keys");
    assertFailed(vedette(release + " --key no.pem"), 1, "NAME.key.pem");
  }

  @Test
  void aKeyThatMayNotBeReadIsNamed() throws Exception {
    vedette("gate keys site-1 --out " + folder);
    Path key = folder.resolve("site-1.key.pem");
    assumeFalse(
        !key.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system has no owners");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(key), "whoever runs this test may read everything");

    assertFailed(
        vedette("gate rollback person --bootstrap 127.0.0.1:1 --key " + key), 1, "no permission");
  }

  @Test
  void aBrokerThatIsAwayIsNamed() throws Exception {
    vedette("gate keys site-1 --out " + folder);
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertFailed(
        vedette(
            "gate release person --version 1 --thresholds default=0.5 --key %s --bootstrap 127.0.0.1:%d"
                .formatted(folder.resolve("site-1.key.pem"), port)),
        1,
        "no broker answers");
  }
}
