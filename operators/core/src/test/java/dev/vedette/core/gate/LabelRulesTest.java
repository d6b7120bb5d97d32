package dev.vedette.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelRulesTest {
  @Test
  void theRuleThatSaysMostCounts() {
    var rules =
        new LabelRules<>("usual", Map.of("face", "label", "acme/*", "tenant", "acme/face", "both"));
    assertThat(rules.of("acme", "face")).isEqualTo("both");
    assertThat(rules.of("acme", "noise")).isEqualTo("tenant");
    assertThat(rules.of("other", "face")).isEqualTo("label");
    assertThat(rules.of("other", "person")).isEqualTo("usual");
    assertThat(LabelRules.always("usual").of("acme", "face")).isEqualTo("usual");
  }

  @Test
  void aNameThatFitsNobodyIsAMistake() {
    for (String name : new String[] {" ", "/face", "acme/"}) {
      assertThatThrownBy(() -> new LabelRules<>("usual", Map.of(name, "x")))
          .hasMessage("'%s' is not 'tenant/label', 'tenant/*' or 'label'", name);
    }
  }
}
