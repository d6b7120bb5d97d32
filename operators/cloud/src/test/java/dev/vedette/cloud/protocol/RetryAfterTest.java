package dev.vedette.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.http.Reply;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource({
    "retry-after, 7, PT7S",
    "Retry-After, 0.25, PT0.25S",
    "retry-after-ms, 850, PT0.85S",
    "retry-after, 86400, PT1H",
    "retry-after, 99999999999, PT1H",
    "retry-after, 0, PT0S",
  })
  void aHeaderIsHonoured(String name, String value, Duration wait) {
    assertThat(RetryAfter.in(reply(Map.of(name, value), ""))).isEqualTo(wait);
  }

  @Test
  void aDateIsMeasuredAgainstTheServersOwnClock() {
    assertThat(
            RetryAfter.in(
                reply(
                    Map.of(
                        "Date", "Sat, 01 Jan 2000 00:00:00 GMT",
                        "Retry-After", "Sat, 01 Jan 2000 00:01:30 GMT"),
                    "")))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aDateOfAServerWithoutAClockIsTheLongestWait() {
    assertThat(RetryAfter.in(reply(Map.of("Retry-After", "Sat, 01 Jan 2000 00:01:30 GMT"), "")))
        .isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1e9"})
  void aHeaderThatSaysNothingIsNone(String value) {
    assertThat(RetryAfter.in(reply(Map.of("Retry-After", value), ""))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Rate limit reached for gpt-4o: Limit 3, Used 3. Please try again in 20s. | PT20S",
        "Please try again in 6m0s. | PT6M",
        "Please try again in 2m3.5s. | PT2M3.5S",
        "Please try again in 1d2h. | PT1H",
        "Please retry in 986.834457ms. | PT0.986834457S",
        "Please retry after 20 seconds. | PT20S",
        "Please try again in a moment. 'retryDelay': '7s' | PT7S",
        "Please try again in 850ms. | PT0.85S",
        "'retryDelay': '30s' | PT30S",
        "'retryDelay': '1.500s' | PT1.5S",
        "Please try again later. | PT0S",
      },
      quoteCharacter = '`')
  void theProvidersWordsAreHonoured(String words, Duration wait) {
    assertThat(RetryAfter.in(reply(Map.of(), words.replace('\'', '"')))).isEqualTo(wait);
  }

  @Test
  void theLongestCounts() {
    assertThat(RetryAfter.in(reply(Map.of("retry-after", "1"), "Please try again in 20s.")))
        .isEqualTo(Duration.ofSeconds(20));
  }

  private static Reply reply(Map<String, String> headers, String body) {
    Map<String, List<String>> lists =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    return new Reply(
        429,
        HttpHeaders.of(lists, (name, value) -> true),
        body.getBytes(StandardCharsets.UTF_8),
        0,
        0);
  }
}
