package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Commands;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostProjectCommandTest {
  private static Commands.Said project(String... args) {
    return Commands.run(
        Stream.concat(Stream.of("cost", "project"), Stream.of(args)).toArray(String[]::new));
  }

  @Test
  void aMillionUsersWhoAskTenTimesADayForACentPayThreeMillionAMonth() {
    Commands.Said said =
        project(
            "--users",
            "1000000",
            "--requests-per-day",
            "10",
            "--usd-per-call",
            "0.01",
            "--pass-rate",
            "2%");
    assertThat(said.code()).isZero();
    assertThat(said.out().lines())
        .containsExactly(
            "1,000,000 users x 10 requests a day x $0.01",
            "all of them asked: $100,000 a day, $3,000,000 in 30 days",
            "2 % of them asked: $2,000 a day, $60,000 in 30 days",
            "saved: $98,000 a day, $2,940,000 in 30 days");
  }

  @Test
  void whatIsSmallerThanAMicroDollarIsNotLost() {
    Commands.Said said =
        project("--users", "3", "--requests-per-day", "0.1", "--usd-per-call", "0.0000001");
    assertThat(said.out()).contains("all of them asked: $0.00000003 a day, $0.0000009 in 30 days");
    assertThat(said.out()).doesNotContain("saved");
  }

  @Test
  void aRateIsAPartOrAPercentage() {
    for (String rate : new String[] {"0.02", "2%", "2 %"}) {
      Commands.Said said =
          project(
              "--users",
              "1",
              "--requests-per-day",
              "1",
              "--usd-per-call",
              "1",
              "--days",
              "31",
              "--pass-rate",
              rate);
      assertThat(said.out()).contains("2 % of them asked: $0.02 a day, $0.62 in 31 days");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "0, 1, 1, 1, --users < 1: 0",
        "many, 1, 1, 1, many",
        "1, -1, 1, 1, '-1' is no amount such as 0.01",
        "1, 1, 1e999999999, 1, '1e999999999' is no amount such as 0.01",
        "1, 1, free, 1, 'free' is no amount such as 0.01",
        "1, 1, 1, 1.5, '1.5' is more than all",
        "1, 1, 1, 150%, '150%' is more than all",
        "1, 1, 1, some, 'some' is no rate such as 0.02 or 2%",
      })
  void aWrongNumberIsNamed(String users, String requests, String usd, String rate, String fact) {
    Commands.Said said =
        project(
            "--users",
            users,
            "--requests-per-day",
            requests,
            "--usd-per-call",
            usd,
            "--pass-rate",
            rate);
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine(fact);
  }

  @Test
  void aMonthHasADay() {
    Commands.Said said =
        project("--users", "1", "--requests-per-day", "1", "--usd-per-call", "1", "--days", "0");
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine("--days < 1: 0");
  }

  @Test
  void whatIsNotSaidIsAskedFor() {
    Commands.Said said = project("--users", "1");
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine("--requests-per-day", "--usd-per-call");
  }
}
