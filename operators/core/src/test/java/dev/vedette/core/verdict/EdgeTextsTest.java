package dev.vedette.core.verdict;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.Question;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EdgeTextsTest {
  private static final Question ASKED = question("e-1", NOON.plusSeconds(10));
  private static final String LABEL = ASKED.judgement().label();

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasASentenceThatSaysWhatWasSeenWhere(Reason reason) {
    String text = EdgeTexts.shipped().in(edge(reason)).text();
    assertThat(text)
        .startsWith(LABEL + " at " + ASKED.header().device() + ", with a score of ")
        .endsWith(".")
        .doesNotContain("{");
  }

  @Test
  void whetherItWillBeAskedLaterIsSaid() {
    Verdict later = Verdict.meanwhile(ASKED, 0, Reason.OFFLINE, NOON, NOON);
    assertThat(EdgeTexts.shipped().in(later).text()).endsWith("as soon as that is possible.");
    assertThat(EdgeTexts.shipped().in(Verdict.provisional(ASKED, NOON)).text())
        .endsWith("The cloud is being asked.");
  }

  @Test
  void theCloudWritesItsOwn() {
    Verdict verdict = Verdict.byCloud(ASKED, 1, answer(7), NOON, NOON);
    assertThat(EdgeTexts.shipped().in(verdict)).isSameAs(verdict);
    assertThat(verdict.text()).isEqualTo(answer(7).text());
  }

  @Test
  void aLabelMayHaveItsOwnSentence() {
    var texts = new EdgeTexts(Map.of("offline." + LABEL, "{tenant} {reason}", "offline", "no"));
    assertThat(texts.in(edge(Reason.OFFLINE)).text())
        .isEqualTo(ASKED.header().tenant() + " offline");
  }

  @Test
  void whatStandsInANameIsNoPlace() {
    var texts = new EdgeTexts(Map.of("offline", "{finding}", "found", "$1 {finding}{label}"));
    assertThat(texts.in(edge(Reason.OFFLINE)).text()).isEqualTo("$1 " + LABEL);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new EdgeTexts(Map.of("nobody", "a")))
        .hasMessageStartingWith("'nobody' is none of");
    assertThatThrownBy(() -> new EdgeTexts(Map.of("error", "{a}")))
        .hasMessageStartingWith("error: unknown {a}, known are");
  }

  private static Verdict edge(Reason reason) {
    return Verdict.byEdge(ASKED, 1, reason, NOON, NOON);
  }
}
