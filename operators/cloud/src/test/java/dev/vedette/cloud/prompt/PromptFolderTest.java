package dev.vedette.cloud.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cloud.Questions;
import dev.vedette.core.brain.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of somebody's own, in files that change while the job runs. */
class PromptFolderTest {
  private static final Runnable NONE = () -> {};
  private static final Question FACE_AT_A_DOOR = Questions.named("face", "door");

  @TempDir Path folder;

  private Runnable round = NONE;
  private boolean ended;

  @Test
  void whatNobodyWroteIsAsShipped() throws Exception {
    Prompt shipped = Prompt.shipped();
    Prompt prompt = opened();
    assertThat(prompt.text(Questions.shown(FACE_AT_A_DOOR)))
        .isEqualTo(shipped.text(Questions.shown(FACE_AT_A_DOOR)));
    assertThat(prompt.system(FACE_AT_A_DOOR)).isEqualTo(shipped.system(FACE_AT_A_DOOR));
  }

  @Test
  void theMostParticularWordsCount() throws Exception {
    String[] fromTheLeast = {
      "picture.txt",
      "face/picture.txt",
      "face/door/picture.txt",
      "tenants/tenant-acme/picture.txt",
      "tenants/tenant-acme/face/picture.txt",
      "tenants/tenant-acme/face/door/picture.txt"
    };
    for (String file : fromTheLeast) {
      write(file, "as in " + file);
      assertThat(opened().text(Questions.shown(FACE_AT_A_DOOR))).isEqualTo("as in " + file);
    }
    assertThat(opened().text(Questions.shown(Questions.named("person", "gate"))))
        .isEqualTo("as in tenants/tenant-acme/picture.txt");
  }

  @Test
  void othersWordsAreNotForThisOne() throws Exception {
    String shipped = Prompt.shipped().text(Questions.shown(FACE_AT_A_DOOR));
    write("person/picture.txt", "person");
    write("face/gate/picture.txt", "gate");
    write("tenants/other/picture.txt", "other");
    assertThat(opened().text(Questions.shown(FACE_AT_A_DOOR))).isEqualTo(shipped);
  }

  @Test
  void wordsAreTheSameObjectUntilTheyChange() throws Exception {
    write("picture.txt", "before");
    Prompt prompt = opened();
    Object before = prompt.inForce();
    round.run();
    assertThat(prompt.inForce()).isSameAs(before);
    write("picture.txt", "thereafter");
    round.run();
    assertThat(prompt.inForce()).isNotSameAs(before);
  }

  @Test
  void aNameWithASlashDoesNotReachIntoAnothersFolder() throws Exception {
    write("face/door/picture.txt", "face at a door");
    assertThat(opened().text(Questions.shown(Questions.named("face/door", "x"))))
        .startsWith("Alarm:");
    assertThat(opened().text(Questions.shown(Questions.named("face", "door/../gate"))))
        .startsWith("Alarm:");
  }

  @Test
  void placeholdersStandForWhatTheySay() throws Exception {
    write("picture.txt", "{label} at {deviceClass}?\n");
    write("samples.txt", "{rows} rows of which {shown}:\n{table}");
    assertThat(opened().text(Questions.shown(FACE_AT_A_DOOR))).isEqualTo("face at door?");
    assertThat(opened().text(Questions.shown(Questions.bearing())))
        .startsWith("3 rows of which 3:\nseconds,bearing_celsius\n");
    write("scores.txt", "{scores}");
    write("region.txt", "{left} {top} {right} {bottom}");
    assertThat(opened().text(Questions.shown(Questions.scoresSomewhere())))
        .endsWith("\n5 40 33 100");
  }

  @Test
  void aFileThatChangesIsInForceAfterTheNextRound() throws Exception {
    write("picture.txt", "before");
    Prompt prompt = opened();
    write("picture.txt", "after all");
    assertThat(prompt.text(Questions.shown(FACE_AT_A_DOOR)))
        .as("whoever asks does not look")
        .isEqualTo("before");
    round.run();
    assertThat(prompt.text(Questions.shown(FACE_AT_A_DOOR))).isEqualTo("after all");
    Files.delete(folder.resolve("picture.txt"));
    round.run();
    assertThat(prompt.text(Questions.shown(FACE_AT_A_DOOR))).startsWith("Alarm:");
  }

  @Test
  void itsRoundsEndWithIt() throws Exception {
    opened().close();
    assertThat(ended).isTrue();
  }

  @Test
  void checkingBeginsNoRounds() throws Exception {
    Prompt.check(folder);
    write("picture.txt", "{nonsense}");
    assertThatThrownBy(() -> Prompt.check(folder)).isInstanceOf(UnusablePromptException.class);
    assertThat(round).isSameAs(NONE);
  }

  @Test
  void aFolderThatIsGoneForAWhileChangesNothing() throws Exception {
    write("picture.txt", "before");
    Prompt prompt = opened();
    Path elsewhere = folder.resolveSibling(folder.getFileName() + "-gone");
    Files.move(folder, elsewhere);
    round.run();
    assertThat(prompt.text(Questions.shown(FACE_AT_A_DOOR))).isEqualTo("before");
    Files.move(elsewhere, folder);
    write("picture.txt", "there again");
    round.run();
    assertThat(prompt.text(Questions.shown(FACE_AT_A_DOOR))).isEqualTo("there again");
  }

  @Test
  void theWordsOfARepairMayBeOnesOwnToo() throws Exception {
    write("face/repair.txt", "{label}: confirmed, description, nothing else!");
    assertThat(opened().repair(FACE_AT_A_DOOR))
        .isEqualTo("face: confirmed, description, nothing else!");
  }

  @Test
  void whileOneCannotBeUsedThoseBeforeStayInForce() throws Exception {
    write("picture.txt", "before");
    Prompt prompt = opened();
    write("picture.txt", "{nonsense}");
    write("face/picture.txt", "good, but not alone");
    round.run();
    assertThat(prompt.text(Questions.shown(FACE_AT_A_DOOR))).isEqualTo("before");
    write("picture.txt", "mended");
    round.run();
    assertThat(prompt.text(Questions.shown(FACE_AT_A_DOOR))).isEqualTo("good, but not alone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "picture.txt | '' | is empty",
        "picture.txt | {table} | has {table}, which stands for nothing there; there are"
            + " [{deviceClass}, {label}]",
        "samples.txt | Is it hot? | has no '{table}', without which there is nothing to judge",
        "system.txt | Say yes or no. | without which there is no answer that can be read",
        "repair.txt | Again! | without which there is no answer that can be read",
        "repair.txt | confirmed, description: {table} | has {table}, which stands for nothing there",
        "question.txt | Well? | is no template: there are system.txt, picture.txt, pictures.txt, ",
        "a/b/c/picture.txt | Well? | is no template",
        "tenants/a/b/c/d/picture.txt | Well? | is no template",
        "tenants/picture.txt | Well? | is no template"
      })
  void whatCannotBeUsedIsRefusedAtTheStartByItsFile(String file, String words, String why)
      throws Exception {
    write(file, words);
    assertThatThrownBy(this::opened)
        .isInstanceOf(UnusablePromptException.class)
        .hasMessageContaining(folder.resolve(file).toString())
        .hasMessageContaining(why);
  }

  @Test
  void aFileThatIsTooLongOrNoTextIsRefused() throws Exception {
    write("picture.txt", "x".repeat(16 * 1024 + 1));
    assertThatThrownBy(this::opened).hasMessageContaining("has 16385 bytes, 16384 are the most");
    Files.write(folder.resolve("picture.txt"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(this::opened).hasMessageContaining("is not UTF-8");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Prompt.in(folder.resolve("none"), this::begin))
        .isInstanceOf(UnusablePromptException.class)
        .hasMessageContaining("cannot read the prompts in");
  }

  @Test
  void otherFilesAreLeftAlone() throws Exception {
    Files.writeString(folder.resolve("README.md"), "who wrote this, and why");
    assertThat(opened().text(Questions.shown(FACE_AT_A_DOOR))).startsWith("Alarm:");
  }

  private Prompt opened() throws Exception {
    return Prompt.in(folder, this::begin);
  }

  private void write(String file, String words) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, words);
  }

  private Rounds.UnderWay begin(Duration pause, Runnable lookAgain) {
    round = lookAgain;
    return () -> ended = true;
  }
}
