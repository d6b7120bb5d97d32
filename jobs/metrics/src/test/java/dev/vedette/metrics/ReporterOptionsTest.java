package dev.vedette.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.apache.flink.metrics.MetricConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReporterOptionsTest {
  @Test
  void byDefaultEveryAddressIsBoundOnFlinksUsualPort() {
    assertThat(ReporterOptions.from(new MetricConfig()))
        .isEqualTo(new ReporterOptions("0.0.0.0", new PortRange(9249, 9249), Optional.empty()));
  }

  @Test
  void everyOptionIsReadFromTheConfiguration() {
    MetricConfig config = new MetricConfig();
    config.setProperty("host", " 127.0.0.1 ");
    config.setProperty("port", "9249-9259");
    config.setProperty("address-property", "vedette.metrics.address");

    assertThat(ReporterOptions.from(config))
        .isEqualTo(
            new ReporterOptions(
                "127.0.0.1", new PortRange(9249, 9259), Optional.of("vedette.metrics.address")));
  }

  @ParameterizedTest
  @CsvSource({"9249, 9249, 9249", "0, 0, 0", "9249 - 9259, 9249, 9259", "65535, 65535, 65535"})
  void aPortOrARangeIsRead(String text, int first, int last) {
    assertThat(PortRange.parse(text)).isEqualTo(new PortRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http", "-1", "65536", "9259-9249", "0-9249", "9249-", "1-2-3"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PortRange.parse(text));
  }

  @Test
  void aBlankHostIsRefused() {
    MetricConfig config = new MetricConfig();
    config.setProperty("host", " ");

    assertThatIllegalArgumentException().isThrownBy(() -> ReporterOptions.from(config));
  }
}
