package dev.vedette.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeltDollarsTest {
  private final SpeltDollars spelling = new SpeltDollars();

  @ParameterizedTest
  @CsvSource({
    "25, 25000000, $25.00",
    "0.5, 500000, $0.50",
    "0.000001, 1, $0.000001",
    "12.345, 12345000, $12.345",
    "0, 0, $0.00",
    "0.10, 100000, $0.10",
    "9223372036854.775807, 9223372036854775807, $9223372036854.775807"
  })
  void dollarsAreExactToTheMicroDollar(String text, long micros, String shown) {
    assertThat(spelling.convert(text)).isEqualTo(micros);
    assertThat(SpeltDollars.of(micros)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 10, 99_999, 1_000_000, 25_000_001, Long.MAX_VALUE})
  void whatIsShownCanBeGivenAgain(long micros) {
    assertThat(spelling.convert(SpeltDollars.of(micros).substring(1))).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | no amount of US dollars such as 25 or 0.50",
        "$5 | no amount",
        "1,000 | no amount",
        "1e3 | no amount",
        ".5 | no amount",
        "5. | no amount",
        "'' | no amount",
        "NaN | no amount",
        "0.0000001 | six decimals at most",
        "9223372036854.775808 | more than can be counted",
        "9999999999999999999999 | no amount"
      })
  void nonsenseIsRefusedWithWhatToWrite(String text, String why) {
    assertThatThrownBy(() -> spelling.convert(text)).hasMessageContainingAll("'" + text + "'", why);
  }
}
