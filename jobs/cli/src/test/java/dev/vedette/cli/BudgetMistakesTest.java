package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a budget is told in one line, before the broker is asked. */
class BudgetMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b --limit -3 --period day | --limit",
        "b --limit 0.0000001 --period day | six decimals at most",
        "b --limit lots --period day | 'lots' is no amount of US dollars such as 25 or 0.50",
        "b --limit 3 --period year | 'year' is none of minute, hour, day, week, month",
        "b --limit 3 | --period",
        "b --period day | --limit",
        "a/b --limit 3 --period day | 'a/b' is no name of a budget",
        "b --limit 3 --period day --label face | --label face needs --class",
        "b --limit 3 --period day --share acme=60,globex=41 | shares of 101 % in all",
        "b --limit 3 --period day --share acme=60 --tenant acme | --share shares a limit out",
        "b --limit 3 --period day --share acme | 'acme' is not such as acme=60",
        "b --limit 3 --period day --share acme=half | 'half' is no whole number of percent",
        "b --limit 3 --period day --share acme=1,acme=2 | two shares of acme",
        "b --limit 3 --period day --share *=50 | '*=50' is not such as acme=60",
        "b --limit 3 --period day --warn 120 | no warning between 1 and 100 %: 120",
        "b --limit 3 --period day --warn 80,,95 | '' is no whole number of percent",
        "b --limit 3 --period day --zone Mars/Olympus | 'Mars/Olympus' is no time zone",
        "b --limit 3 --period day --rolling --zone UTC | --rolling goes by no calendar",
        "b --limit 3 --period day --tenant a/b | no tenant's name has a '/'"
      })
  void aMistakeIsToldWithWhatToDo(String options, String why) {
    var said =
        Commands.run(
            Stream.concat(
                    Stream.of("control", "budget", "set", "--bootstrap", "127.0.0.1:1"),
                    Stream.of(options.split(" ", -1)))
                .toArray(String[]::new));
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine(why);
  }
}
