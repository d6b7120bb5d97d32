package dev.vedette.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.LedgerGrant;
import dev.vedette.core.money.LedgerLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerFileTest {
  @TempDir private Path folder;

  private static List<LedgerLine> read(Path file) throws FailedCommandException {
    List<LedgerLine> lines = new ArrayList<>();
    LedgerFile.read(file, lines::add);
    return lines;
  }

  @Test
  void whatIsWrittenIsReadAgainButForWhatTheModelWrote() throws Exception {
    var ledger =
        new SomeLedger()
            .settled("a", 100)
            .unknown("b")
            .released("c")
            .reconciled("b", 7)
            .avoided("rejected", 12, 1_200);
    Path file = ledger.writtenTo(folder.resolve("l.jsonl"));

    List<LedgerLine> read = read(file);
    assertThat(read).hasSameSizeAs(ledger.lines());
    for (int i = 0; i < read.size(); i++) {
      LedgerLine wanted = ledger.lines().get(i);
      assertThat(read.get(i))
          .usingRecursiveComparison()
          .ignoringFields("answer.text")
          .isEqualTo(wanted);
    }
    assertThat(file)
        .content()
        .doesNotContain("a person at the door")
        .contains("2026-11-27T12:00:00Z");
  }

  /** Files are kept for longer than the topic is. */
  @Test
  void aFileOfAnOlderVersionIsReadAndOneThatLacksMoneyIsNot() throws Exception {
    Path file = new SomeLedger().settled("a", 100).writtenTo(folder.resolve("l.jsonl"));
    String today = Files.readString(file);
    assertThat(today).contains(",\"repeats\":null");
    Path older = folder.resolve("older.jsonl");
    Files.writeString(older, today.replace(",\"repeats\":null", ""));
    assertThat(read(older)).isEqualTo(read(file));
    Files.writeString(older, today.replaceAll("\"micros\":\\d+,", ""));
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> read(older))
        .withMessageContaining("older.jsonl, line 1")
        .withMessageContaining("micros")
        .withMessageNotContaining("Feature");
  }

  @Test
  void everyKindOfLineCanBeWritten() throws Exception {
    Path file = folder.resolve("l.jsonl");
    var epoch = LedgerLine.epoch("acme", "e-1", SomeLedger.NOON);
    var ended =
        LedgerLine.ended(
            new Account("acme", "door", "face"),
            new LedgerGrant("a", SomeLedger.NOON),
            SomeLedger.NOON);
    try (var out = Files.newOutputStream(file)) {
      LedgerFile.write(epoch, out);
      LedgerFile.write(ended, out);
    }
    assertThat(read(file)).containsExactly(epoch, ended);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{}",
        "{\"entry\": \"EPOCH\", \"accountKey\": \"a\"}",
        "{\"entry\": \"GIVEN_AWAY\"}",
        "{\"entry\": \"EPOCH\"} {}",
        "[1]",
        "null"
      })
  void aLineThatIsNoneIsNamed(String bad) throws Exception {
    Path file = new SomeLedger().settled("a", 1).writtenTo(folder.resolve("l.jsonl"));
    Files.writeString(file, Files.readString(file) + bad + "\n");

    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining("l.jsonl, line 3 is no line of a ledger");
  }

  @Test
  void aLineThatContradictsItselfIsNamed() throws Exception {
    Path file = new SomeLedger().unknown("a").writtenTo(folder.resolve("l.jsonl"));
    Files.writeString(file, Files.readString(file).replace("\"micros\":900", "\"micros\":-900"));

    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> read(file))
        .withMessageContainingAll("line 1", "micros < 0: -900");
  }

  @Test
  void aFileThatIsNotThereIsNamedWithTheCommandThatMakesOne() {
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> read(folder.resolve("none.jsonl")))
        .withMessageContainingAll("none.jsonl", "vedette cost export");
  }
}
