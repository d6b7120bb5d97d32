package dev.vedette.cli.control;

import static dev.vedette.cli.control.Ordering.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.RoadPrice;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final List<RoadPrice> ROADS =
      List.of(
          new RoadPrice("openai gpt", "openai", 2_000), new RoadPrice("own llava", "own", 1_000));

  @Test
  void thereIsNothingToSayOfALimitThatGrantsCalls() {
    assertThat(doubts("--limit 0.002 --period day")).isEmpty();
  }

  @Test
  void aLimitBelowWhatAQuestionIsReservedAtIsSaidToGrantNone() {
    assertThat(doubts("--limit 0.001999 --period day"))
        .containsExactly(
            "but it grants no question about a picture of 384 pixels a side at openai gpt, which is"
                + " reserved at $0.002");
    assertThat(doubts("--limit 0.0005 --period day --provider own")).hasSize(1);
  }

  @Test
  void theLargestShareCounts() {
    assertThat(doubts("--limit 0.004 --period day --share acme=50,globex=20")).isEmpty();
    assertThat(doubts("--limit 0.004 --period day --share acme=40,globex=20")).hasSize(1);
  }

  @Test
  void aLimitThatBlocksNothingNeedNotReachAQuestion() {
    assertThat(doubts("--limit 0 --period day --soft")).isEmpty();
  }

  @Test
  void aProviderThatNobodyAsksIsSaidToBeNone() {
    assertThat(doubts("--limit 9 --period day --provider opnai"))
        .containsExactly("but this configuration asks no provider called opnai, only openai, own");
  }

  @Test
  void withoutAConfiguredProviderNothingIsKnown() {
    assertThat(new Reach(limit("--limit 0 --period day --provider x"), List.of()).doubts())
        .isEmpty();
  }

  private static List<String> doubts(String options) {
    return new Reach(limit(options), ROADS).doubts();
  }
}
