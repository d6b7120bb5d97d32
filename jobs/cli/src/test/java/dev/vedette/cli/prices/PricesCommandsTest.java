package dev.vedette.cli.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Commands;
import dev.vedette.cli.Commands.Said;
import dev.vedette.cloud.price.PriceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesCommandsTest {
  private static final String TABLE =
      """
      {
        "sample_spec": {"mode": "one of: chat, embedding"},
        "gpt-4o": {
          "input_cost_per_token": 2e-06, "output_cost_per_token": 1e-05, "mode": "chat",
          "cache_read_input_token_cost": 1.25e-06, "supports_vision": true,
          "input_cost_per_token_batches": 1.25e-06, "output_cost_per_token_batches": 5e-06
        },
        "brand-new": {
          "input_cost_per_token": 1e-06, "output_cost_per_token": 3e-06, "mode": "chat",
          "input_cost_per_token_above_128k_tokens": 4e-06, "input_cost_per_image": 0.005
        },
        "speaks": {"input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
                   "mode": "audio_speech"}
      }
      """;

  @TempDir Path folder;

  @Test
  void theShippedPricesAreShown() {
    Said said = Commands.run("prices", "show");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("prices of %s (".formatted(PriceFile.shipped().asOf()))
        .contains("), version %s,".formatted(PriceFile.shipped().version()))
        .containsPattern(
            "gpt-4o +2\\.5 +1\\.25 +2\\.5 +10 +10 +1\\.25/5 +\\$0\\.\\d{6} +tiles 85 170")
        .contains("about a question: what is reserved for one about a picture of 384 pixels a side")
        .containsPattern("claude-haiku-4-5 +1 +0\\.1 +1\\.25 +5 +5 +0\\.5/2\\.5")
        .containsPattern(
            "gemini/gemini-3.1-pro-preview .*flat 1120\n +above 200k +4 +0\\.4 .* 18 +2/9");
  }

  @Test
  void modelsAreChosenByPartsOfTheirNames() {
    assertThat(Commands.run("prices", "show", "haiku", "flash").out())
        .contains("claude-haiku-4-5", "gemini-3.5-flash")
        .doesNotContain("gpt-4o", "opus");
  }

  @Test
  void aNameThatNoModelHasIsSaidToBeNone() {
    Said said = Commands.run("prices", "show", "gpt-9");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err().strip().lines()).hasSize(1);
    assertThat(said.err())
        .contains(
            "no model of the prices of " + PriceFile.shipped().version(), "has gpt-9 in its name");
  }

  @Test
  void whatAJobsProvidersCostIsShownAsTheyAreConfigured() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            vedette:
              provider:
                url: http://127.0.0.1:1/v1
                model: llava
                price: {input: "0.2", output: "0.9"}
                picture-tokens: flat 600
            """);
    Said said = Commands.run("prices", "show", "gpt-4o-mini", "--config", config.toString());
    assertThat(Commands.run("prices", "show", "--config", config.toString()).out())
        .contains("127.0.0.1 llava", "about a question:")
        .doesNotContain("gpt-4o", "claude");
    assertThat(Commands.run("prices", "show", "llava", "--config", config.toString()).out())
        .contains("127.0.0.1 llava")
        .doesNotContain("gpt-4o");
    failed(
        Commands.run("prices", "show", "gpt-9", "--config", config.toString()),
        "has gpt-9 in its name");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .containsPattern("127\\.0\\.0\\.1 llava +0\\.2 +0\\.2 +0\\.2 +0\\.9 +0\\.9 +- .*flat 600")
        .contains("127.0.0.1 llava: the ledger has it as 'llava 0.2/0.2/0.9'")
        .containsPattern("gpt-4o-mini +0\\.15");
  }

  @Test
  void aTableOfLiteLlmIsMadeOneThatAJobGoesBy() throws Exception {
    Path to = folder.resolve("prices.json");
    Said said = update("--to", to.toString(), "--as-of", "2026-11-20");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .containsPattern(
            "prices of 2026-11-20, version 2026-11-20/[0-9a-f]{8}, 2 models, 1 of which")
        .contains("new 1: brand-new", "changed 1", "vedette.prices.file: " + to)
        .containsPattern("gone \\d+: claude-fable-5, .* and \\d+ more")
        .containsPattern("gpt-4o +input 2\\.5 -> 2, cache write 2\\.5 -> 2");

    String shown = Commands.run("prices", "show", "--file", to.toString()).out();
    assertThat(shown)
        .contains("prices of 2026-11-20 (litellm.json)")
        .containsPattern("brand-new +1 +1 +1 +3 +3 +- .*, and \\$0\\.005 each")
        .containsPattern("above 128k +4 +4 ")
        .doesNotContain("speaks", "sample_spec");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("nothing is left lying about").hasSize(2);
    }
  }

  @Test
  void aSecondUpdateIsComparedWithTheFirst() {
    Path to = folder.resolve("prices.json");
    assertThat(update("--to", to.toString()).code()).isZero();
    assertThat(update("--to", to.toString()).out()).contains("new 0\n", "gone 0\n", "changed 0\n");
  }

  @Test
  void onesOwnPricesGoOverTheTable() throws Exception {
    Path own =
        Files.writeString(
            folder.resolve("own.json"),
            """
            {"gpt-4o": {"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06},
             "ours": {"input_cost_per_token": 0, "output_cost_per_token": 0}}
            """);
    Path to = folder.resolve("prices.json");
    Said said = update("--to", to.toString(), "--overrides", own.toString());
    assertThat(said.code()).as(said.err()).isZero();
    String shown = Commands.run("prices", "show", "--file", to.toString()).out();
    assertThat(shown)
        .contains("(litellm.json + own.json)", "ours", "brand-new")
        .containsPattern("gpt-4o +1 +1 +1 +2 +2 ");
  }

  @Test
  void whatIsWrongWithATableIsSaidInOneLineAndNothingIsWritten() throws Exception {
    Path broken =
        Files.writeString(
            folder.resolve("broken.json"),
            "{\"m\": {\"input_cost_per_token\": \"1\", \"output_cost_per_token\": 1e-06}}");
    Path to = folder.resolve("prices.json");
    failed(
        update("--overrides", broken.toString(), "--to", to.toString()),
        "broken.json: m: input_cost_per_token is no number");
    failed(
        Commands.run("prices", "update", "none.json", "--to", to.toString()),
        "none.json: there is no such file");
    assertThat(to).doesNotExist();
  }

  @Test
  void aFileThatIsNoTableIsNotWrittenOver() throws Exception {
    Path other = Files.writeString(folder.resolve("notes.json"), "{\"a\": 1}");
    failed(
        update("--to", other.toString()),
        "notes.json, which --to names, is there and is no table of prices ("
            + other
            + ": no table with asOf and models");
    assertThat(other).hasContent("{\"a\": 1}");
  }

  @Test
  void aTableWithoutModelsIsSaidToHaveNone() throws Exception {
    Path empty =
        Files.writeString(
            folder.resolve("empty.json"), "{\"asOf\": \"2026-11-20\", \"models\": {}}");
    failed(Commands.run("prices", "show", "--file", empty.toString()), "have no model: make a");
  }

  @Test
  void whatIsNotUnderstoodIsLeftOutAndNamed() throws Exception {
    Path to = folder.resolve("prices.json");
    Path odd =
        Files.writeString(
            folder.resolve("odd.json"),
            TABLE.replaceFirst(
                "\"gpt-4o\"",
                "\"slip\": {\"input_cost_per_token\": 3, \"output_cost_per_token\": 15},"
                    + " \"gpt-4o\""));
    Said said = Commands.run("prices", "update", odd.toString(), "--to", to.toString());
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("left out 1:\n  slip (input_cost_per_token is no price in US dollars for one");
    assertThat(Commands.run("prices", "show", "--file", to.toString()).out())
        .contains("gpt-4o")
        .doesNotContain("slip");
  }

  @Test
  void whatALinkLeadsToIsReplacedWithItsRights() throws Exception {
    Path table = folder.resolve("elsewhere").resolve("table.json");
    Files.createDirectory(table.getParent());
    assertThat(update("--to", table.toString(), "--as-of", "2026-11-20").code()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(table)))
        .as("others may read it")
        .isEqualTo("rw-r--r--");
    Files.setPosixFilePermissions(table, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), table);
    assertThat(update("--to", link.toString(), "--as-of", "2026-11-21").code()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(table)).contains("2026-11-21");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(table)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void anotherOneThatIsJustBeingWrittenIsNoHindrance() throws Exception {
    Path to = folder.resolve("prices.json");
    Files.createDirectory(folder.resolve(".prices.json.part"));
    assertThat(update("--to", to.toString()).code()).isZero();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() throws Exception {
    failed(update("--to", folder.resolve("no/prices.json").toString()), "no folder ");
  }

  @Test
  void theFutureHasNoPrices() {
    Said said = update("--as-of", "2999-01-01");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().strip().lines()).hasSize(1);
    assertThat(said.err()).contains("--as-of is in the future: 2999-01-01");
  }

  @Test
  void aTableAndAConfigurationAtOnceAreAMistake() {
    Said said = Commands.run("prices", "show", "--file", "a.json", "--config", "b.yaml");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--file or --config");
  }

  private Said update(String... options) {
    try {
      Path table = Files.writeString(folder.resolve("litellm.json"), TABLE);
      return Commands.run(
          Stream.concat(Stream.of("prices", "update", table.toString()), Stream.of(options))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void failed(Said said, String fact) {
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err().strip().lines()).as(said.err()).hasSize(1);
    assertThat(said.err()).contains(fact);
  }
}
