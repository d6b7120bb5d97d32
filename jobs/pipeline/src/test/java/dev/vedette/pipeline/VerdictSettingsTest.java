package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.verdict.VerdictPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictSettingsTest {
  static final Path EXAMPLE = Path.of("src/test/resources/edge-texts.properties");

  @TempDir Path folder;

  @Test
  void aLockAndAStatisticsCameraMayDiffer() throws Exception {
    var policies =
        settings(
                Map.of(
                    "vedette.verdict.policy-rules",
                    "person: hold, acme/*: hold, acme/face: immediate"))
            .policies();
    assertThat(policies.of("other", "face")).isEqualTo(VerdictPolicy.IMMEDIATE);
    assertThat(policies.of("other", "person")).isEqualTo(VerdictPolicy.HOLD);
    assertThat(policies.of("acme", "face")).isEqualTo(VerdictPolicy.IMMEDIATE);
  }

  @Test
  void whatAFileSaysCountsAndTheRestIsAsShipped() throws Exception {
    Map<String, String> templates =
        settings(Map.of("vedette.verdict.texts", EXAMPLE.toString())).texts().templates();
    assertThat(templates.get("not-found")).isEqualTo("kein {label}");
    assertThat(templates.get("later")).isEqualTo("Die Cloud wird später gefragt.");
    assertThat(templates.get("timeout")).contains("did not answer in time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ofline = a | 'ofline' is none of found, not-found, later, a reason, or reason.label",
        "later.face = a | 'later.face' is none of",
        "offline = {lable} | offline: unknown {lable}, known are [finding, label,",
        "offline = \\u12 | Malformed \\uxxxx encoding"
      })
  void aMistakeInAFileIsToldWithItsFile(String line, String told) throws Exception {
    Path file = Files.writeString(folder.resolve("texts.properties"), line);
    assertThatThrownBy(() -> settings(Map.of("vedette.verdict.texts", file.toString())).texts())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("vedette.verdict.texts: " + file + ": " + told);
  }

  private static VerdictSettings settings(Map<String, String> options) {
    return new VerdictSettings(new OptionReader(Configuration.fromMap(options)));
  }
}
