package dev.vedette.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
  private final StringWriter out = new StringWriter();

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var table = new Table("variant", ">events/s", "why");
    table.row("int8-onednn", "9", "fastest");
    table.row("f", "12,345", "");

    table.print(new PrintWriter(out));

    assertThat(out.toString().lines())
        .containsExactly(
            "  variant      events/s  why",
            "  int8-onednn         9  fastest",
            "  f              12,345");
  }

  @Test
  void aRowHasACellForEachColumn() {
    assertThatThrownBy(() -> new Table("a", "b").row("1")).hasMessage("1 cells for 2 columns");
  }

  @Test
  void longFactsAreBrokenBeforeTheHundredthColumn() {
    new Sheet(new PrintWriter(out)).fact("input", "windows of readings ".repeat(12).strip());

    assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.length() <= 100);
    assertThat(out.toString().lines().skip(1)).allMatch(line -> line.startsWith(" ".repeat(18)));
  }

  @Test
  void aWordThatIsTooLongStandsAlone() {
    String hash = "a".repeat(120);

    new Sheet(new PrintWriter(out)).fact("sha256", hash);

    assertThat(out.toString()).isEqualTo("  sha256          " + hash + System.lineSeparator());
  }
}
