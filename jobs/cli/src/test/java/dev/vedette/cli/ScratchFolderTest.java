package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScratchFolderTest {
  @TempDir private Path temporary;

  @Test
  void itIsThereUntilItIsClosed() throws Exception {
    Path path;
    try (var folder = ScratchFolder.createIn(temporary)) {
      path = folder.path();
      Files.writeString(Files.createDirectory(path.resolve("below")).resolve("file"), "x");
      assertThat(path).isDirectory();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatALivingProcessHasIsKeptAndWhatAKilledOneLeftIsSwept() throws Exception {
    Process other = holder();
    Path theirs = Path.of(other.inputReader().readLine());
    Files.writeString(theirs.resolve("file"), "x");

    ScratchFolder.createIn(temporary).close();
    assertThat(theirs.resolve("file")).exists();

    other.destroyForcibly();
    assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    ScratchFolder.createIn(temporary).close();
    assertThat(temporary).isEmptyDirectory();
  }

  private Process holder() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ScratchHolder.class.getName(),
            temporary.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void whatThisVeryProcessHasIsKeptAndStaysItsOwn() throws Exception {
    try (var first = ScratchFolder.createIn(temporary)) {
      for (int i = 0; i < 3; i++) {
        ScratchFolder.createIn(temporary).close();
      }
      assertThat(first.path()).isDirectory();
      // Looking at it must not have let go of it.
      Process other = holder();
      assertThat(Path.of(other.inputReader().readLine())).isDirectory();
      assertThat(first.path()).isDirectory();
      other.destroyForcibly();
    }
  }

  @Test
  void foldersOfStrangersAreLeftAndAreNoReasonToFail() throws Exception {
    Path huge = Files.createDirectory(temporary.resolve("vedette-run-99999999999999999999-1"));
    Path file = Files.writeString(temporary.resolve("vedette-run-1-1"), "not a folder");
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve("lock"));
    Path link = Files.createSymbolicLink(temporary.resolve("vedette-run-2-2"), elsewhere);
    Path odd = Files.createDirectories(temporary.resolve("vedette-run-3-3").resolve("lock"));
    Path closed = Files.createDirectory(temporary.resolve("vedette-run-4-4"));
    Files.createFile(closed.resolve("lock"));
    Files.setPosixFilePermissions(
        closed.resolve("lock"), PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

    ScratchFolder.createIn(temporary).close();

    assertThat(huge).isDirectory();
    assertThat(file).isRegularFile();
    assertThat(link).isSymbolicLink();
    assertThat(elsewhere.resolve("lock")).exists();
    assertThat(odd).isDirectory();
  }
}
