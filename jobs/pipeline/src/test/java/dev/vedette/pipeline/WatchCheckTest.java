package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCheckTest {
  private static final String SIZED = "{\"rules\": [{\"minSize\": [0, 0.1]}]}";

  @TempDir Path folder;

  @Test
  void aSizeIsAMistakeWhereTheGateDoesNotSayWhere() {
    assertThatThrownBy(() -> check("classpath:gates/face", SIZED))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith(
            "vedette.watch.rules: minSize cannot be kept, because the gate face@")
        .hasMessageContaining("leave it out, or take another gate");
  }

  @Test
  void itIsNoneWhereTheGateDoes() {
    assertThatCode(() -> check("classpath:gates/person", SIZED)).doesNotThrowAnyException();
  }

  @Test
  void aLabelThatNoGateGivesIsAMistake() {
    assertThatThrownBy(
            () ->
                check(
                    "classpath:gates/face",
                    "{\"rules\": [{\"tenants\": [\"acme\"], \"labels\": [\"fase\"]}]}"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            "vedette.watch.rules: of tenant acme nothing would count: no gate of this job gives the"
                + " label fase, they give face, out-of-limits");
  }

  @Test
  void whatAnotherGateGivesMayBeAmongTheLabels() {
    assertThatCode(
            () ->
                check(
                    "classpath:gates/face",
                    "{\"rules\": [{\"labels\": [\"face\", \"person\"]},"
                        + " {\"classes\": [\"pump\"], \"labels\": [\"out-of-limits\"]},"
                        + " {\"classes\": [\"door\"], \"labels\": []}]}"))
        .doesNotThrowAnyException();
  }

  @Test
  void whoWantsNoSizesMayHaveAnyGate() {
    assertThatCode(() -> check("nowhere", "{\"rules\": [{\"cooldown\": \"1 min\"}]}"))
        .doesNotThrowAnyException();
    assertThatCode(() -> check("nowhere", "{\"rules\": [{\"minSize\": [0, 0]}]}"))
        .doesNotThrowAnyException();
    assertThatCode(() -> WatchCheck.here(new Configuration())).doesNotThrowAnyException();
  }

  @Test
  void aGateThatIsNotThereIsToldByItsOption() {
    assertThatThrownBy(() -> check(folder.resolve("none").toString(), SIZED))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("vedette.gate.location: ")
        .hasMessageContaining("none");
  }

  private void check(String gate, String rules) throws Exception {
    Path file = Files.writeString(folder.resolve("watch.json"), rules);
    WatchCheck.here(
        Configuration.fromMap(
            Map.of("vedette.gate.location", gate, "vedette.watch.rules", file.toString())));
  }
}
