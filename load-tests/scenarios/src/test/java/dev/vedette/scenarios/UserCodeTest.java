package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UserCodeTest {
  @Test
  void theJobAndItsConnectorTravel() {
    assertThat(UserCode.isOfTheJob(Path.of("m2", "vedette-djl-0.1.0-SNAPSHOT.jar"))).isTrue();
    assertThat(UserCode.isOfTheJob(Path.of("kafka-clients-4.2.2.jar"))).isTrue();
    assertThat(UserCode.isOfTheJob(Path.of("avro-1.12.1.jar"))).isTrue();
  }

  @Test
  void nativeCodeAndFlinkAreTheClusters() {
    assertThat(UserCode.isOfTheJob(Path.of("tensorflow-engine-0.36.0.jar"))).isFalse();
    assertThat(UserCode.isOfTheJob(Path.of("flink-avro-2.3.0.jar"))).isFalse();
    assertThat(UserCode.isOfTheJob(Path.of("vedette-simulators-0.1.0.jar"))).isFalse();
  }

  @Test
  void aClassPathThatLacksAPartIsRefused() {
    assertThatThrownBy(() -> UserCode.of("avro-1.12.1.jar"))
        .hasMessageContaining("vedette-core")
        .hasMessageContaining("avro-1.12.1.jar");
  }

  @Test
  void aModuleThatMavenHasJustBuiltIsKnownByItsFolder() {
    assertThat(UserCode.isOfTheJob(Path.of("operators", "core", "target", "classes"))).isTrue();
    assertThat(UserCode.isOfTheJob(Path.of("load-tests", "scenarios", "target", "classes")))
        .isFalse();
  }

  @Test
  void whatDoesNotTravelStays() {
    String classPath = String.join(File.pathSeparator, "a.jar", "avro-1.12.1.jar", "b.jar");
    assertThat(UserCode.without(classPath))
        .isEqualTo(String.join(File.pathSeparator, "a.jar", "b.jar"));
  }
}
