package dev.vedette.helm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can never work is refused before anything is installed, with what to do. */
class RefusalsTest {
  private static final String STANDALONE = "values-standalone.yaml";
  private static final String EDGE = "values-edge.yaml";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vedette.ask.deadlin=20 s | deadlin",
        "vedette.provider.key-file=sk-0000 | key-file",
        "vedette.provider.key-file=/elsewhere | a Secret is named for it too",
        "mode=session | mode",
        "parallelism=0 | parallelism",
        "taskManager.memory=2500Mi | memory",
        "image.digest=latest | digest",
        "secrets.provider.key=a b | key",
        "secrets.provider.value=x | value",
        "state.backend=memory | backend",
        "flink.security\\.ssl\\.internal\\.key-password=x | key-password",
        "extraEnv[0].name=OPENAI_API_KEY | extraEnv",
        "vedette.kafka.bootstrap= | vedette.kafka.bootstrap is missing",
        "vedette.provider.model= | vedette.provider.model is missing",
        "networkPolicy.brokers= | networkPolicy",
        "unknown=1 | unknown",
        "parallelism=2 | taskManager.slots is 1: the job would never start",
        "topics.partitions=0 | partitions",
        "vedette.ask.permits=0 | vedette.ask.permits",
        "storage.singleNode=false | storage.singleNode=true",
        "storage.uri=s3://bucket/state | networkPolicy.storage is empty",
        "secrets.provider.key= | secrets",
        "secrets.kafka.existingSecret=login | kafka",
        "networkPolicy.brokers[0].cidr=10.0.0.1/32 | brokers",
        "networkPolicy.dns[0].ports=null | dns",
        "extraEnv[0].name=API_KEY_FILE,extraEnv[0].valueFrom.secretKeyRef.name=x | secretKeyRef",
      })
  void aMistakeIsToldWithItsPlace(String setting, String said) {
    assertThatThrownBy(() -> Chart.text(EDGE, setting))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource({"brokers", "providers", "apiServer"})
  void aNetworkPolicyThatWouldCutTheJobOffIsRefused(String whom) {
    assertThatThrownBy(() -> Chart.text(EDGE, "networkPolicy." + whom + "=null"))
        .hasMessageContaining("networkPolicy." + whom + " is empty")
        .hasMessageContaining(whom.equals("apiServer") ? "kubectl" : "networkPolicy.enabled=false");
    assertThatCode(
            () ->
                Chart.text(EDGE, "networkPolicy." + whom + "=null", "networkPolicy.enabled=false"))
        .doesNotThrowAnyException();
  }

  @Test
  void aSecondJobManagerNeedsToKnowWhoLeads() {
    assertThatThrownBy(() -> Chart.text(STANDALONE, "highAvailability.enabled=false"))
        .hasMessageContaining("highAvailability.enabled");
  }
}
