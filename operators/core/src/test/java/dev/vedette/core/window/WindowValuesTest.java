package dev.vedette.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowValuesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aSpecThatNoWindowMeetsIsRefused() {
    refused(List.of(), 3, 1, 0, "a window without channels");
    refused(List.of("bar", "bar"), 3, 1, 0, "a channel twice in a window: [bar, bar]");
    refused(List.of("bar"), 0, 1, 0, "samples < 1: 0");
    refused(List.of("bar"), 3, 0, 0, "slide < 1: 0");
    refused(List.of("bar"), 3, 1, -1, "mostFilled is not in 0..2: -1");
    refused(List.of("bar"), 3, 1, 3, "mostFilled is not in 0..2: 3");
    refused(
        List.of("bar", "rpm"),
        Integer.MAX_VALUE,
        1,
        0,
        "too much for a window: 2147483647 samples of 2 channels");
  }

  private static void refused(
      List<String> channels, int samples, int slide, int mostFilled, String message) {
    assertThatThrownBy(() -> new WindowSpec(channels, samples, slide, mostFilled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aPolicyThatNoDeviceFollowsIsRefused() {
    assertThatThrownBy(() -> new WindowPolicy(Duration.ofNanos(999), SECOND, SECOND))
        .hasMessage("period < 1 microsecond: PT0.000000999S");
    assertThatThrownBy(() -> new WindowPolicy(Duration.ZERO, SECOND, SECOND))
        .hasMessage("period < 1 microsecond: PT0S");
    assertThatThrownBy(() -> new WindowPolicy(null, SECOND.negated(), SECOND))
        .hasMessage("allowedLateness < 0: PT-1S");
    assertThatThrownBy(() -> new WindowPolicy(null, SECOND, Duration.ZERO))
        .hasMessage("silence <= 0: PT0S");
    assertThatThrownBy(() -> new WindowPolicy(null, Duration.ofSeconds(Long.MAX_VALUE), SECOND))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void fingerprintsLieInStateAndDoNotChange() {
    assertThat(Fingerprint.of("e-1")).isEqualTo(0x559b98101de0962eL);
    assertThat(Fingerprint.of(List.of("T24", "T30"))).isEqualTo(0x000a90b2574b6d87L);
  }

  @Test
  void fingerprintsTellNamesAndTheirOrderApart() {
    assertThat(IntStream.range(0, 100_000).mapToLong(i -> Fingerprint.of("e-" + i)).distinct())
        .hasSize(100_000);
    assertThat(Fingerprint.of(List.of("a", "b"))).isNotEqualTo(Fingerprint.of(List.of("b", "a")));
    assertThat(Fingerprint.of(List.of("ab", "c"))).isNotEqualTo(Fingerprint.of(List.of("a", "bc")));
  }
}
