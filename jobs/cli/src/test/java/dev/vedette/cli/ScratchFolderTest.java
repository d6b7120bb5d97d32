package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchFolderTest {
  @Test
  void itIsThereUntilItIsClosed() throws Exception {
    Path path;
    try (var folder = ScratchFolder.create()) {
      path = folder.path();
      Files.writeString(Files.createDirectory(path.resolve("below")).resolve("file"), "x");
      assertThat(path).isDirectory();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whatAKilledProcessLeftIsSweptAndWhatALivingOneHasIsNot() throws Exception {
    Process dead =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    dead.waitFor();
    Path left = Files.createTempDirectory("vedette-run-%d-".formatted(dead.pid()));
    Files.writeString(left.resolve("file"), "x");

    try (var first = ScratchFolder.create();
        var second = ScratchFolder.create()) {
      assertThat(left).doesNotExist();
      assertThat(first.path()).isDirectory();
      assertThat(second.path()).isDirectory();
    }
  }
}
