package dev.vedette.cloud.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.cloud.key.KeyFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  @TempDir Path folder;

  private static boolean posix() {
    return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Test
  void aPairIsTwoFilesAndThePrivateOneIsItsOwnersAlone() throws Exception {
    KeyPairFiles files = KeyPairFiles.create("site-1", folder.resolve("new/keys"));

    assertThat(files.privateKey()).hasFileName("site-1.key.pem");
    assertThat(files.publicKey()).hasFileName("site-1.pem");
    assertThat(Files.readString(files.publicKey()))
        .startsWith("-----BEGIN PUBLIC KEY-----\n")
        .endsWith("\n-----END PUBLIC KEY-----\n");
    SigningKey key = SigningKey.read(files.privateKey());
    assertThat(key.keyId()).isEqualTo("site-1");
    assertThat(key.sign(new byte[0])).hasSize(64);

    assumeTrue(posix(), "this file system has no owners");
    assertThat(Files.getPosixFilePermissions(files.privateKey()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(key.isOpenToOthers()).isFalse();
    Files.setPosixFilePermissions(files.privateKey(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(key.isOpenToOthers()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"site-1.key.pem", "site-1.pem"})
  void noKeyIsEverWrittenOverAnother(String there) throws Exception {
    Path file = Files.writeString(folder.resolve(there), "mine");

    assertThatThrownBy(() -> KeyPairFiles.create("site-1", folder))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("never written over another")
        .hasMessageContaining(file.toString());
    assertThat(Files.readString(file)).isEqualTo("mine");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "..", "a.key", "-a", "a b"})
  void aNameHasToBeFitForAFile(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyPairFiles.create(name, folder));
  }

  @Test
  void aKeyHasTheNameOfItsFile() throws Exception {
    KeyPairFiles files = KeyPairFiles.create("site-1", folder);
    Path other = Files.copy(files.privateKey(), folder.resolve("site-1.txt"));

    assertThatThrownBy(() -> SigningKey.read(other))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("not named NAME.key.pem, as 'vedette gate keys' names a private key: " + other);
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.key.pem");
    assertThatThrownBy(() -> SigningKey.read(missing))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("no key file: " + missing);
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws Exception {
    assumeTrue(posix(), "this file system has no owners");
    Path file = KeyPairFiles.create("site-1", folder).privateKey();
    Files.setPosixFilePermissions(file, Set.of());
    assumeFalse(Files.isReadable(file), "whoever runs this test may read everything");

    assertThatThrownBy(() -> SigningKey.read(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("no permission to read the key file: " + file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2VjcmV0",
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0!?\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\nc2VjcmV0\n-----END PUBLIC KEY-----\n",
      })
  void whatIsNoPrivateKeyIsRefusedWithoutBeingRepeated(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("site-1.key.pem"), text);

    assertThatThrownBy(() -> SigningKey.read(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("c2VjcmV0")
        .hasNoCause();
  }

  @Test
  void noKeyIsPrinted() throws Exception {
    Path file = KeyPairFiles.create("site-1", folder).privateKey();
    assertThat(SigningKey.read(file)).hasToString("signing key " + file);
  }
}
