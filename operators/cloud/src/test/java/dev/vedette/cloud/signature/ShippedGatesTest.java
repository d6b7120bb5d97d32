package dev.vedette.cloud.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gates that ship are signed as they lie there. */
class ShippedGatesTest {
  private static final Path MODELS = Path.of("..", "..", "models");

  @ParameterizedTest
  @ValueSource(strings = {"face", "person", "turbofan"})
  void itsManifestIsSignedByAKeyThatShipsToo(String gate) throws Exception {
    assertThat(ManifestSignature.check(MODELS.resolve(gate), new KeyFolder(MODELS.resolve("keys"))))
        .isEqualTo("vedette-2026-11");
  }
}
