package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictFileTest {
  @TempDir private Path folder;

  @BeforeEach
  void pictures() throws IOException {
    Files.write(folder.resolve("a.jpg"), new byte[1]);
    Files.write(folder.resolve("b, or c.jpg"), new byte[1]);
  }

  private VerdictFile file(String... lines) throws IOException {
    return new VerdictFile(
        Files.writeString(folder.resolve("v.csv"), String.join("\n", lines)), "person");
  }

  @Test
  void picturesAreNamedFromTheFilesOwnFolder() throws Exception {
    assertThat(file("label,picture", "person,a.jpg", "", "not-person,\"b, or c.jpg\"").read())
        .containsExactly(
            new LabelledPicture(folder.resolve("a.jpg"), true, "a.jpg"),
            new LabelledPicture(folder.resolve("b, or c.jpg"), false, "b, or c.jpg"));
  }

  @Test
  void aSceneIsTakenWhereItIsKnown() throws Exception {
    assertThat(file("picture,label,scene", "a.jpg,positive,door", "a.jpg,negative,").read())
        .extracting(LabelledPicture::scene)
        .containsExactly("door/", "a.jpg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jpg,cat|the label is 'cat', not person or not-person",
        "none.jpg,person|no picture ",
        ",person|no picture ",
        "a.jpg|1 fields, 2 columns",
        "\"a.jpg,person|a quote is not closed",
      })
  void aLineThatIsWrongIsNamed(String line, String fact) throws Exception {
    VerdictFile file = file("picture,label", "a.jpg,person", line);

    assertThatThrownBy(file::read).hasMessageContaining("v.csv, line 3: " + fact);
  }

  @Test
  void theColumnsHaveToBeNamed() throws Exception {
    VerdictFile file = file("a.jpg,person");
    assertThatThrownBy(file::read).hasMessageContaining("line 1: the first line names");

    VerdictFile empty = file("picture,label");
    assertThatThrownBy(empty::read).hasMessageContaining("no pictures in ");
    assertThatThrownBy(() -> new VerdictFile(folder.resolve("none.csv"), "person").read())
        .hasMessageContaining("cannot read ");
  }
}
