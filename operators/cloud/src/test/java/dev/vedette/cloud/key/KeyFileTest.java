package dev.vedette.cloud.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path folder;

  @Test
  void aKeyIsReadWithoutTheSpaceAroundIt() throws Exception {
    assertThat(KeyFile.open(file(" first-key\n")).key()).isEqualTo("first-key");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> KeyFile.open(missing))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("no key file: " + missing);
  }

  @Test
  void aFolderInPlaceOfTheFileIsNamed() {
    assertThatThrownBy(() -> KeyFile.open(folder))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("cannot read the key file: " + folder);
  }

  @Test
  void anEmptyFileIsNamed() throws Exception {
    Path empty = file(" \n");
    assertThatThrownBy(() -> KeyFile.open(empty))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("empty key file: " + empty);
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingRepeated() throws Exception {
    Path twoLines = file("one-secret\nanother-secret");
    assertThatThrownBy(() -> KeyFile.open(twoLines))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining(twoLines.toString())
        .hasMessageNotContaining("secret\n")
        .hasMessageNotContaining("one-secret");
    Path huge = file("k".repeat(5000));
    assertThatThrownBy(() -> KeyFile.open(huge))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("more than 4096 bytes");
  }

  @Test
  void aRotatedKeyIsInForceWithTheNextCall() throws Exception {
    Path path = file("first-key");
    KeyFile key = KeyFile.open(path);
    Files.writeString(path, "other-key");
    assertThat(key.key()).isEqualTo("other-key");
  }

  @Test
  void theLastKeyStaysInForceWhileTheFileIsBeingRotated() throws Exception {
    Path path = file("first-key");
    KeyFile key = KeyFile.open(path);
    Files.writeString(path, "");
    assertThat(key.key()).isEqualTo("first-key");
    Files.delete(path);
    assertThat(key.key()).isEqualTo("first-key");
    Files.writeString(path, "second-key");
    assertThat(key.key()).isEqualTo("second-key");
  }

  @Test
  void aKeyFilePrintsItsPathOnly() throws Exception {
    Path path = file("first-key");
    assertThat(KeyFile.open(path)).hasToString("key file " + path);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("key-" + content.length()), content);
  }
}
