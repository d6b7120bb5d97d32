package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.cluster.StateFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job that is stopped leaves for its next run. */
class RunCommandTest {
  private static final RunCommand.Saving FAILS =
      savepoints -> {
        throw new FailedCommandException("no savepoint could be made: the disk is full");
      };

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private void stop(RunCommand.Saving saving) throws Exception {
    try (StateFolder state = StateFolder.take(folder)) {
      RunCommand.stop(saving, state, new PrintWriter(out));
    }
  }

  @Test
  void aSavepointIsNamed() throws Exception {
    stop(savepoints -> savepoints.resolve("savepoint-1").toString());

    assertThat(out.toString())
        .contains("state is in " + folder.resolve("savepoints/savepoint-1"))
        .doesNotContain("WARNING");
  }

  @Test
  void withoutASavepointAWarningNamesTheCheckpointThatTheNextRunGoesOnFrom() throws Exception {
    Path checkpoint = Files.createDirectories(folder.resolve("checkpoints/job/chk-7"));
    Files.createFile(checkpoint.resolve("_metadata"));

    stop(FAILS);

    assertThat(out.toString())
        .contains("WARNING: no savepoint could be made: the disk is full")
        .contains("goes on from the last checkpoint, " + checkpoint + ",")
        .doesNotContain("state is in");
  }

  @Test
  void withoutASavepointAndACheckpointItIsAFailure() {
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> stop(FAILS))
        .withMessageContaining("the disk is full")
        .withMessageContaining("there is no checkpoint either");
  }
}
