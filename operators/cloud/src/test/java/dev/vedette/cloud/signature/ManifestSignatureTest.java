package dev.vedette.cloud.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestSignatureTest {
  private static final byte[] MANIFEST =
      "{\"name\": \"person\"}\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path scratch;
  private Path gate;
  private KeyFolder keys;

  @BeforeEach
  void sign() throws Exception {
    KeyPairFiles pair = KeyPairFiles.create("maker", scratch.resolve("mine"));
    Path trusted = Files.createDirectory(scratch.resolve("trusted"));
    Files.copy(pair.publicKey(), trusted.resolve("maker.pem"));
    keys = new KeyFolder(trusted);
    gate = Files.createDirectory(scratch.resolve("gate"));
    Files.write(gate.resolve("manifest.json"), MANIFEST);
    Files.write(
        gate.resolve(ManifestSignature.FILE),
        ManifestSignature.of(MANIFEST, SigningKey.read(pair.privateKey())).json());
  }

  private void assertRefused(Reason reason, String part) {
    assertThatThrownBy(() -> ManifestSignature.check(gate, keys))
        .isInstanceOfSatisfying(
            ReleaseRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(part);
  }

  @Test
  void aSignedGateNamesItsKey() throws Exception {
    assertThat(ManifestSignature.check(gate, keys)).isEqualTo("maker");
    assertThat(Files.readString(gate.resolve("manifest.sig")))
        .contains("\"format\" : 1", "\"keyId\" : \"maker\"", "\"algorithm\" : \"Ed25519\"");
  }

  @Test
  void noBitOfTheManifestMayDiffer() throws Exception {
    for (int bit = 0; bit < MANIFEST.length * Byte.SIZE; bit++) {
      byte[] damaged = MANIFEST.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      Files.write(gate.resolve("manifest.json"), damaged);
      assertRefused(Reason.BAD_SIGNATURE, "maker.pem");
    }
  }

  @Test
  void aGateWithoutASignatureIsUnsigned() throws Exception {
    Files.delete(gate.resolve("manifest.sig"));
    assertRefused(Reason.UNSIGNED, "vedette gate sign");
  }

  @Test
  void aGateWithoutAManifestIsDamaged() throws Exception {
    Files.delete(gate.resolve("manifest.json"));
    assertRefused(Reason.DAMAGED, "manifest.json");
  }

  @Test
  void aKeyThatIsNotTrustedDoesNotCount() throws Exception {
    Files.delete(scratch.resolve("trusted/maker.pem"));
    assertRefused(Reason.UNKNOWN_KEY, "maker");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"format\": 1, \"keyId\": \"maker\", \"algorithm\": \"Ed25519\"}",
        "{\"format\": 2, \"keyId\": \"maker\", \"algorithm\": \"Ed25519\", \"signature\": \"\"}",
        "{\"format\": 1, \"keyId\": \"maker\", \"algorithm\": \"none\", \"signature\": \"\"}",
        "{\"format\": 1, \"keyId\": null, \"algorithm\": \"Ed25519\", \"signature\": \"\"}",
        "{\"format\": 1, \"keyId\": \"maker\", \"algorithm\": \"Ed25519\", \"signature\": \"?\"}",
        "{\"format\": 1, \"keyId\": \"m\", \"algorithm\": \"Ed25519\", \"signature\": \"\"} {}",
      })
  void whatIsNoSignatureFileIsRefused(String json) throws Exception {
    Files.writeString(gate.resolve("manifest.sig"), json);
    assertRefused(Reason.UNREADABLE, "sign the gate again");
  }

  @Test
  void anEmptySignatureIsNone() throws Exception {
    Files.writeString(
        gate.resolve("manifest.sig"),
        "{\"format\": 1, \"keyId\": \"maker\", \"algorithm\": \"Ed25519\", \"signature\": \"\"}");
    assertRefused(Reason.BAD_SIGNATURE, "maker.pem");
  }
}
