package dev.vedette.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.FailedCommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir private Path folder;

  private static Path snapshot(Path at, Instant written) throws Exception {
    Path metadata = Files.createDirectories(at).resolve("_metadata");
    Files.createFile(metadata);
    Files.setLastModifiedTime(metadata, FileTime.from(written));
    return at;
  }

  @Test
  void aNewFolderHoldsNothingAndIsItsOwnersAlone() throws Exception {
    Path path = folder.resolve("new").resolve("vedette");
    try (var state = StateFolder.take(path)) {
      assertThat(state.latest()).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void theNewestOfCheckpointsAndSavepointsIsTheLatest() throws Exception {
    try (var state = StateFolder.take(folder)) {
      Path savepoint = snapshot(state.savepoints().resolve("savepoint-1"), NOON);
      assertThat(state.latest()).hasValue(savepoint);

      Path checkpoint = snapshot(state.checkpoints().resolve("job-2/chk-7"), NOON.plusSeconds(9));
      assertThat(state.latest()).hasValue(checkpoint);

      Path stopped = snapshot(state.savepoints().resolve("savepoint-2"), NOON.plusSeconds(10));
      assertThat(state.latest()).hasValue(stopped);
    }
  }

  @Test
  void aSnapshotThatWasNotFinishedIsNone() throws Exception {
    try (var state = StateFolder.take(folder)) {
      Path whole = snapshot(state.checkpoints().resolve("job/chk-1"), NOON);
      Path half = Files.createDirectories(state.checkpoints().resolve("job/chk-2"));
      Files.writeString(half.resolve("some-file"), "state");
      Files.writeString(half.resolve("._metadata.inprogress.1"), "half");

      assertThat(state.latest()).hasValue(whole);
    }
  }

  @Test
  void whoeverComesSecondIsToldSoAndTheFirstKeepsIt() throws Exception {
    try (var first = StateFolder.take(folder)) {
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(FailedCommandException.class)
            .isThrownBy(() -> StateFolder.take(folder))
            .withMessageContaining("another process runs on the state in " + folder)
            .withMessageContaining("--state");
      }
      assertThat(first.latest()).isEmpty();
    }
    StateFolder.take(folder).close();
  }

  @Test
  void aFileInItsPlaceIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> StateFolder.take(file))
        .withMessageContaining("no state can be kept in " + file);
  }
}
