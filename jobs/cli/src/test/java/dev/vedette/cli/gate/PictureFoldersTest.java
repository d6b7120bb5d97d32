package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cli.FailedCommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFoldersTest {
  @TempDir private Path folder;

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[1]);
  }

  @ParameterizedTest
  @CsvSource({"positive,negative", "person,not-person", "positive,not-person"})
  void bothWaysToNameTheFoldersWillDo(String positive, String negative) throws Exception {
    file(positive + "/a.jpg");
    file(negative + "/b.JPEG");

    assertThat(new PictureFolders(folder, "person").read())
        .extracting(picture -> picture.file().getFileName() + "=" + picture.positive())
        .containsExactly("a.jpg=true", "b.JPEG=false");
  }

  @Test
  void foldersBelowAreScenesAndBothClassesCanHaveTheSame() throws Exception {
    file("positive/alone.jpg");
    file("positive/door/monday/1.jpg");
    file("positive/door/monday/2.jpg");
    file("negative/door/monday/3.jpg");
    file("negative/yard/4.jpg");
    file("negative/yard/notes.txt");

    assertThat(new PictureFolders(folder, "person").read())
        .extracting(LabelledPicture::scene)
        .containsExactly(
            folder.resolve("positive/alone.jpg").toString(),
            "door/monday/",
            "door/monday/",
            "door/monday/",
            "yard/");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    assertThatThrownBy(() -> new PictureFolders(folder, "person").read())
        .isInstanceOf(FailedCommandException.class)
        .hasMessage(
            "no folder positive (or person) in %s: sort the pictures into two folders, positive"
                    .formatted(folder)
                + " and negative");

    file("positive/a.jpg");
    file("negative/readme.txt");
    assertThatThrownBy(() -> new PictureFolders(folder, "person").read())
        .hasMessageContaining("no pictures in " + folder.resolve("negative"));
  }

  @Test
  void oneClassInTwoFoldersIsAMistake() throws Exception {
    file("positive/a.jpg");
    file("person/a.jpg");

    assertThatThrownBy(() -> new PictureFolders(folder, "person").read())
        .hasMessageContaining("mean the same");
  }
}
