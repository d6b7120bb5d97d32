package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.gate.FileCheck.Line;
import dev.vedette.cli.gate.FileCheck.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckTest {
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void everyFileIsLookedAt(@TempDir Path folder) throws Exception {
    Files.createDirectory(folder.resolve("float32"));
    for (String name :
        new String[] {"float32/sound", "float32/stranger", "manifest.json", "LICENSE"}) {
      Files.createFile(folder.resolve(name));
    }
    Files.writeString(folder.resolve("float32/changed"), "x");

    assertThat(
            FileCheck.of(
                folder,
                Map.of(
                    "float32/sound", OF_NOTHING,
                    "float32/changed", OF_NOTHING,
                    "float32/lost", OF_NOTHING)))
        .containsExactly(
            new Line("float32/changed", State.DIFFERS),
            new Line("float32/lost", State.MISSING),
            new Line("float32/sound", State.SOUND),
            new Line("LICENSE", State.BESIDE),
            new Line("float32/stranger", State.STRANGER));
  }
}
