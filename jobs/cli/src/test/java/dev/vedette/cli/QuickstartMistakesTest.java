package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may get wrong about a quickstart, told before anything starts. */
class QuickstartMistakesTest {
  private Commands.Said said = new Commands.Said(0, "", "");

  private int vedette(String... args) {
    said = Commands.run(args);
    return said.code();
  }

  private void saidInOneLine(String... parts) {
    said.inOneLine(parts);
  }

  @Test
  void aRealProviderNeedsAModel() {
    assertThat(vedette("quickstart", "--provider-url", "http://127.0.0.1:1/v1")).isEqualTo(2);
    saidInOneLine("--model");
  }

  @Test
  void aModelThatTheTableDoesNotKnowNeedsItsPrices() {
    assertThat(
            vedette("quickstart", "--provider-url", "http://127.0.0.1:1/v1", "--model", "gpt-4o"))
        .isEqualTo(2);
    saidInOneLine("no gpt-4o at 127.0.0.1", "--price-input", "--price-output");
  }

  @Test
  void aModelThatTheTableKnowsNeedsNone(@TempDir Path folder) throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "k");
    assertThat(
            vedette(
                ("quickstart --provider-url https://api.openai.com/v1 --model gpt-4o-mini"
                        + " --api-key-file "
                        + key
                        + " --report "
                        + folder)
                    .split(" ", -1)))
        .isEqualTo(1);
    saidInOneLine("--report", "is a folder");
  }

  @Test
  void halfAPriceIsAMistake() {
    assertThat(
            vedette(
                "quickstart --provider-url http://127.0.0.1:1/v1 --model m --price-output 1"
                    .split(" ", -1)))
        .isEqualTo(2);
    saidInOneLine("--price-input is missing");
  }

  @Test
  void aModelWithoutAProviderIsAMistake() {
    assertThat(vedette("quickstart", "--model", "m")).isEqualTo(2);
    saidInOneLine("--provider-url");
  }

  @Test
  void aKeyFileThatIsNotThereIsNamed() {
    int code =
        vedette(
            ("quickstart --provider-url http://127.0.0.1:1/v1 --model m --price-input 1"
                    + " --price-output 1 --api-key-file none.key")
                .split(" ", -1));

    assertThat(code).isEqualTo(1);
    saidInOneLine("none.key", "--api-key-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rate -1", "--devices 0", "--events 0", "--parallelism 0"})
  void valuesOutOfRangeAreMistakes(String options) {
    assertThat(vedette(("quickstart " + options).split(" ", -1))).isEqualTo(2);
    saidInOneLine(options.split(" ", -1)[0]);
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeAnythingStarts(@TempDir Path folder)
      throws Exception {
    assertThat(vedette("quickstart", "--events", "1", "--report", folder.toString())).isEqualTo(1);
    saidInOneLine(folder.toString(), "--report", "is a folder");
    assertThat(said.out()).isEmpty();

    String nowhere = folder.resolve("none/r.json").toString();
    assertThat(vedette("quickstart", "--events", "1", "--report", nowhere)).isEqualTo(1);
    saidInOneLine("no folder ");
  }

  @Test
  void picturesThatAreNotThereAreNamed() {
    assertThat(vedette("quickstart", "--input", "no/such/folder", "--events", "1")).isEqualTo(1);
    saidInOneLine("no/such/folder", "no such file or folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--provider-url ftp://127.0.0.1/v1 --price-input 1 --price-output 1",
        "--provider-url foo --price-input 1 --price-output 1",
        "--provider-url a{b --price-input 1 --price-output 1",
        "--provider-url http://127.0.0.1:1/v1 --price-input -1 --price-output 1",
        "--provider-url http://127.0.0.1:1/v1 --price-input much --price-output 1",
      })
  void aProviderThatCannotBeIsAMistakeBeforeAnythingStarts(String options) {
    assertThat(vedette(("quickstart --model m " + options).split(" ", -1))).isEqualTo(2);
    saidInOneLine("--p");
    assertThat(said.err()).doesNotContain("Exception");
    assertThat(said.out()).isEmpty();
  }
}
