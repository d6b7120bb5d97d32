package dev.vedette.djl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
  private static final Path CACHE = Path.of("cache");

  @Test
  void aPlatformWithoutLibrariesIsNamedWithTheRemedy() {
    var thrown =
        catchThrowableOfType(
            EngineStartException.class, () -> NativeLibraries.ofTensorFlow("linux-riscv64"));

    assertThat(thrown.reason()).isEqualTo(EngineStartException.Reason.NATIVES_MISSING);
    assertThat(thrown)
        .hasMessageContaining("linux-riscv64")
        .hasMessageContaining("tensorflow-core-native")
        .hasMessageContaining("lib/");
  }

  @Test
  void aFullDiskIsNoticedBeforeUnpacking() {
    var thrown =
        catchThrowableOfType(
            EngineStartException.class,
            () -> NativeLibraries.requireRoom(600L << 20, 100L << 20, CACHE));

    assertThat(thrown.reason()).isEqualTo(EngineStartException.Reason.CACHE_UNUSABLE);
    assertThat(thrown)
        .hasMessageContaining("room for 100 MiB")
        .hasMessageContaining("need 600 MiB")
        .hasMessageContaining("-Dorg.bytedeco.javacpp.cachedir=");
  }

  @Test
  void enoughRoomIsEnough() {
    assertThatCode(() -> NativeLibraries.requireRoom(600L << 20, 600L << 20, CACHE))
        .doesNotThrowAnyException();
  }
}
