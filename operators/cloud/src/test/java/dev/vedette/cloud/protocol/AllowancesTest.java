package dev.vedette.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.protocol.Allowance.Of;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowancesTest {
  private static final Map<String, String> OPENAI =
      Map.of(
          "x-ratelimit-limit-requests", "60",
          "x-ratelimit-limit-tokens", "150000",
          "x-ratelimit-remaining-requests", "59",
          "x-ratelimit-remaining-tokens", "149984",
          "x-ratelimit-reset-requests", "1s",
          "x-ratelimit-reset-tokens", "6m0s");

  @Test
  void openAisHeadersAreRead() {
    assertThat(Allowances.ofOpenAi(reply(OPENAI)))
        .containsExactly(
            new Allowance(Of.REQUESTS, 60, 59, Duration.ofSeconds(1)),
            new Allowance(Of.TOKENS, 150_000, 149_984, Duration.ofMinutes(6)));
  }

  @Test
  void anthropicsDatesAreMeasuredByItsOwnClock() {
    Map<String, String> headers =
        Map.of(
            "date", "Fri, 27 Nov 2026 12:00:00 GMT",
            "anthropic-ratelimit-requests-limit", "50",
            "anthropic-ratelimit-requests-remaining", "0",
            "anthropic-ratelimit-requests-reset", "2026-11-27T12:00:12Z",
            "anthropic-ratelimit-tokens-limit", "40000",
            "anthropic-ratelimit-tokens-remaining", "39000",
            "anthropic-ratelimit-tokens-reset", "2026-11-27T11:59:59Z");
    assertThat(Allowances.ofAnthropic(reply(headers)))
        .containsExactly(
            new Allowance(Of.REQUESTS, 50, 0, Duration.ofSeconds(12)),
            new Allowance(Of.TOKENS, 40_000, 39_000, Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "x-ratelimit-limit-requests, 0",
    "x-ratelimit-limit-requests, many",
    "x-ratelimit-remaining-requests, -1",
    "x-ratelimit-remaining-requests, 12345678901234567890",
    "x-ratelimit-reset-requests, soon",
    "x-ratelimit-reset-requests, ''",
  })
  void whatMakesNoSenseIsLeftOut(String header, String value) {
    Map<String, String> headers = new HashMap<>(OPENAI);
    headers.put(header, value);
    assertThat(Allowances.ofOpenAi(reply(headers)))
        .extracting(Allowance::of)
        .containsExactly(Of.TOKENS);
  }

  @Test
  void moreThanTheLimitIsTheLimit() {
    Map<String, String> headers = new HashMap<>(OPENAI);
    headers.put("x-ratelimit-remaining-requests", "61");
    assertThat(Allowances.ofOpenAi(reply(headers)).get(0).remaining()).isEqualTo(60);
  }

  @Test
  void aReplyWithoutThemSaysNothing() {
    assertThat(Allowances.ofOpenAi(reply(Map.of()))).isEmpty();
    assertThat(Allowances.ofAnthropic(reply(Map.of()))).isEmpty();
  }

  private static Reply reply(Map<String, String> headers) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return new Reply(200, HttpHeaders.of(all, (name, value) -> true), new byte[0], 1, 1);
  }
}
