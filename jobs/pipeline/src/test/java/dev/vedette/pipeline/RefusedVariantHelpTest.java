package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.djl.choice.Refusal;
import dev.vedette.flink.MetricNames;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The metric's label is one word; what to do about it has to stand somewhere. */
class RefusedVariantHelpTest {
  @Test
  void everyReasonHasItsRemedyInTheHelp() throws Exception {
    var help = new Properties();
    try (var file = getClass().getResourceAsStream("/META-INF/vedette/metrics-help.properties")) {
      help.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    String refused = help.getProperty(MetricNames.GATE_VARIANT_REFUSED);
    for (Refusal.Reason reason : Refusal.Reason.values()) {
      assertThat(refused).contains(reason.wireName());
    }
  }
}
