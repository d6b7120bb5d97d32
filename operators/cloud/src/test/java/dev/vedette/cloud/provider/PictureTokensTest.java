package dev.vedette.cloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTokensTest {
  @ParameterizedTest
  @CsvSource({
    "1024, 1024, 765",
    "2048, 4096, 1105",
    "150, 150, 255",
    "336, 336, 255",
    "512, 512, 255",
    "513, 512, 425",
    "768, 768, 765",
    "8192, 64, 765",
    "1, 1, 255",
  })
  void tilesAreCountedAsPublished(int width, int height, int tokens) {
    assertThat(PictureTokens.GPT_4O.atMost(width, height, Detail.HIGH)).isEqualTo(tokens);
    assertThat(PictureTokens.GPT_4O.atMost(height, width, Detail.AUTO)).isEqualTo(tokens);
  }

  @Test
  void lowDetailCostsTheBaseWhateverTheSize() {
    assertThat(PictureTokens.GPT_4O.atMost(4096, 4096, Detail.LOW)).isEqualTo(85);
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024, 1024", "32, 33, 2", "1800, 2400, 1536"})
  void patchesAreCountedUpToTheirCap(int width, int height, int patches) {
    var rule = new PictureTokens.Patches(1536, new BigDecimal("1.62"));
    long tokens = (long) Math.ceil(patches * 1.62);
    assertThat(rule.atMost(width, height, Detail.HIGH)).isEqualTo(tokens);
    assertThat(rule.atMost(width, height, Detail.LOW)).isEqualTo(tokens);
  }

  @Test
  void impossibleRulesAreRefused() {
    assertThatThrownBy(() -> new PictureTokens.Tiles(-1, 170)).hasMessage("tokens < 0: -1, 170");
    assertThatThrownBy(() -> new PictureTokens.Patches(0, BigDecimal.ONE))
        .hasMessage("most < 1: 0");
    assertThatThrownBy(() -> new PictureTokens.Patches(1, BigDecimal.ONE.negate()))
        .hasMessage("multiplier < 0: -1");
  }
}
