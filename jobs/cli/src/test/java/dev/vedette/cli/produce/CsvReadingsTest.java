package dev.vedette.cli.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.FailedCommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReadingsTest {
  @TempDir private Path folder;

  private List<Reading> read(String text) throws Exception {
    return CsvReadings.read(Files.writeString(folder.resolve("readings.csv"), text));
  }

  @Test
  void theLifeOfTheTurbofanGatesEngineIsReadAsItComes() throws Exception {
    List<Reading> readings = CsvReadings.read(Path.of("../../models/turbofan/sample.csv"));
    assertThat(readings).hasSize(160);
    assertThat(readings)
        .allSatisfy(reading -> assertThat(reading.samples().channels()).hasSize(14));
    assertThat(readings.get(0).samples().at(0, 0)).isEqualTo(641.91f);
  }

  @Test
  void columnsThatAreNotReservedAreChannels() throws Exception {
    List<Reading> readings =
        read(
            """
            device,temperature_celsius,captured_at,"a, b",event_id
            pump-1,21.5,2026-01-31T12:00:00Z,-3,e-1

            ,1e2,,0,
            """);

    assertThat(readings).hasSize(2);
    Reading first = readings.get(0);
    assertThat(first.device()).isEqualTo("pump-1");
    assertThat(first.eventId()).isEqualTo("e-1");
    assertThat(first.capturedAt()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(first.samples().channels()).containsExactly("temperature_celsius", "a, b");
    assertThat(first.samples().values()).containsExactly(21.5f, -3f);
    Reading second = readings.get(1);
    assertThat(second.device()).isNull();
    assertThat(second.eventId()).isNull();
    assertThat(second.capturedAt()).isNull();
    assertThat(second.samples().values()).containsExactly(100f, 0f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a,b\n1,2\n3\n'             | line 3: 1 fields, 2 columns",
        "'a\n1\nwarm\n'              | line 3: 'warm' in a is no number",
        "'a\nNaN\n'                  | line 2: 'NaN' in a is not finite",
        "'a,captured_at\n1,noon\n'   | line 2: 'noon' is no time",
        "'a,a\n1,2\n'                | line 1: two columns have the same name",
        "'device\nx\n'               | line 1: the first line names the channels",
        "'a\n\"1\n'                  | line 2: a quote that is not closed",
      })
  void aBadLineIsNamedAndNothingIsSent(String text, String said) {
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining("readings.csv, " + said)
        .withMessageEndingWith("nothing was sent");
  }

  @Test
  void anEmptyOrMissingFileIsNamed() {
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> read(""))
        .withMessageContaining("empty");
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> CsvReadings.read(folder.resolve("none.csv")))
        .withMessageStartingWith("cannot read ");
  }

  @Test
  void quotesAreDoubledInsideQuotes() {
    assertThat(CsvLine.split("a, \"b \"\"c\"\"\" ,")).hasValue(List.of("a", "b \"c\"", ""));
  }
}
