package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkReferenceStoreTest {
  private static final byte[] PICTURE = {1, 2, 3, 4, 5};

  @TempDir Path folder;

  private final FlinkReferenceStore store = new FlinkReferenceStore();
  private URI picture;

  @BeforeEach
  void write() throws IOException {
    picture = Files.write(folder.resolve("a picture.jpg"), PICTURE).toUri();
  }

  @Test
  void aFileIsReadWhole() throws Exception {
    assertThat(store.read(picture, 5)).isEqualTo(PICTURE);
    assertThat(store.read(picture, 1_000)).isEqualTo(PICTURE);
  }

  @Test
  void noMoreIsReadThanIsAskedFor() throws Exception {
    assertThat(store.read(picture, 3)).containsExactly(1, 2, 3);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    URI missing = folder.resolve("missing.jpg").toUri();
    assertThatThrownBy(() -> store.read(missing, 5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing.jpg");
  }

  @Test
  void aFolderIsNoPicture() {
    assertThatThrownBy(() -> store.read(folder.toUri(), 5)).isInstanceOf(IOException.class);
  }

  @Test
  void aSchemeThatFlinkHasNoPluginForIsNamed() {
    assertThatThrownBy(() -> store.read(URI.create("gopher://site/picture.jpg"), 5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gopher");
  }
}
