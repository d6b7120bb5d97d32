package dev.vedette.cloud.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gates that ship are signed as they lie there. */
class ShippedGatesTest {
  private static final Path MODELS = Path.of("..", "..", "models");

  @ParameterizedTest
  @CsvSource({
    "face, vedette-2026-11", //
    "person, vedette-2026-11-b",
    "turbofan, vedette-2026-11"
  })
  void itsManifestIsSignedByAKeyThatShipsToo(String gate, String key) throws Exception {
    assertThat(ManifestSignature.check(MODELS.resolve(gate), new KeyFolder(MODELS.resolve("keys"))))
        .isEqualTo(key);
  }
}
