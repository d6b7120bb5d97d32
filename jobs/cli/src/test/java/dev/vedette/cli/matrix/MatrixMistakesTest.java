package dev.vedette.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Commands;
import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.StopSignal;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixMistakesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--events=0",
        "--events=1000001",
        "--rate=0",
        "--rate=1001",
        "--devices=0",
        "--devices=101",
        "--rounds=0",
        "--rounds=101",
        "--latency=-1",
        "--latency=5001",
        "--core-hour=-1",
        "--watts=-1",
        "--watts=NaN",
        "--far-off=1.5"
      })
  void aNumberThatMakesNoSenseIsNamed(String option) {
    Commands.Said said = Commands.run("matrix", option);

    assertThat(said.code()).isEqualTo(2);
    said.inOneLine(option.substring(0, option.indexOf('=')), "vedette matrix --help");
  }

  @Test
  void moreCallsThanAProviderTakesAreRefusedBeforeAnythingStarts() {
    Commands.Said said = Commands.run("matrix", "--rate=500", "--latency=1000");

    assertThat(said.code()).isEqualTo(2);
    said.inOneLine("--rate 500", "--latency 1000", "500 calls in flight", "lower one");
    assertThat(said.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--html"})
  void aFileThatCannotBeWrittenIsFoundBeforeAnythingStarts(String option, @TempDir Path folder) {
    Commands.Said said = Commands.run("matrix", option, folder.resolve("none/x").toString());
    assertThat(said.code()).isEqualTo(1);
    said.inOneLine("no folder", option);

    said = Commands.run("matrix", option, folder.toString());
    assertThat(said.code()).isEqualTo(1);
    said.inOneLine(option, "is a folder");
    assertThat(said.out()).isEmpty();
  }

  @Test
  @Timeout(120)
  void aJobThatCannotBeDefinedSaysWhy(@TempDir Path folder) throws Exception {
    var config = new Configuration();
    config.setString("vedette.kafka.bootstrap", "127.0.0.1:1");
    try (MatrixJob job = MatrixJob.start(config, folder)) {
      Assertions.assertThatExceptionOfType(FailedCommandException.class)
          .isThrownBy(() -> job.awaitReady(new StopSignal()))
          .withMessageContaining("vedette.");
    }
  }

  @Test
  void nobodyWaitsForAJobAfterTheStop(@TempDir Path folder) throws Exception {
    var stop = new StopSignal();
    stop.request();
    try (MatrixJob job = MatrixJob.start(new Configuration(), folder)) {
      assertThat(job.awaitReady(stop)).isFalse();
    }
    assertThat(ProcessHandle.current().children()).noneMatch(MatrixMistakesTest::isJob);
  }

  private static boolean isJob(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(MatrixJobMain.class.getName());
  }
}
