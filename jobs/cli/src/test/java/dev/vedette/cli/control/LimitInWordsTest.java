package dev.vedette.cli.control;

import static dev.vedette.cli.control.Ordering.limit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitInWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--limit 25 --period day --tenant acme --class door"
            + " | acme may spend $25.00 a day (UTC) on door; warnings at 80 % and 95 %",
        "--limit 0.5 --period minute --rolling"
            + " | each tenant may spend $0.50 in any 60 seconds; warnings at 80 % and 95 %",
        "--limit 3 --period hour --class door --label face --provider openai --warn none"
            + " | each tenant may spend $3.00 an hour (UTC) on face of door at openai; no warnings",
        "--limit 100 --period month --zone Europe/Berlin --share globex=40,acme=33 --warn 90"
            + " | acme may spend $33.00, globex $40.00, others nothing, a month (Europe/Berlin);"
            + " warnings at 90 %",
        "--limit 1 --period week --soft --warn 100,50,80"
            + " | each tenant should spend at most $1.00 a week (UTC); nothing is blocked,"
            + " warnings at 50 %, 80 % and 100 %",
        "--limit 7 --period month --rolling --tenant acme"
            + " | acme may spend $7.00 in any 30 days; warnings at 80 % and 95 %"
      })
  void aLimitIsASentence(String options, String sentence) {
    assertThat(LimitInWords.of(limit(options))).isEqualTo(sentence);
  }
}
