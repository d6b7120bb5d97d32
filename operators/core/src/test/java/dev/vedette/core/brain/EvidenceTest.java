package dev.vedette.core.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.privacy.PreparedPicture;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final PreparedPicture PICTURE = new PreparedPicture(new byte[] {1}, 1, 1);

  @Test
  void theBestFramesStayInTheOrderOfTime() {
    Evidence three =
        Evidence.ofFrames(
            List.of(
                new Frame(PICTURE, 0, 0.5),
                new Frame(PICTURE, 10, 0.4),
                new Frame(PICTURE, 20, 0.9)));
    assertThat(three.best(2).frames()).extracting(Frame::millis).containsExactly(0L, 20L);
    assertThat(three.best(1).frames()).extracting(Frame::millis).containsExactly(20L);
    assertThat(three.best(3)).isSameAs(three);
  }

  @Test
  void aQuestionHasNoMorePicturesThanATopicCanKeep() {
    var heavy = new PreparedPicture(new byte[PreparedPicture.MOST_BYTES / 2], 1, 1);
    Evidence three =
        Evidence.ofFrames(
            List.of(new Frame(heavy, 0, 0.5), new Frame(heavy, 1, 0.4), new Frame(heavy, 2, 0.9)));
    assertThat(three.lightened().frames()).extracting(Frame::millis).containsExactly(0L, 2L);
    assertThat(Evidence.of(PICTURE).lightened().frames()).hasSize(1);
  }

  @Test
  void framesThatAreAllAlikeAreNoneTooMany() {
    var twin = new Frame(PICTURE, 0, 0.5);
    assertThat(Evidence.ofFrames(List.of(twin, twin, twin)).best(2).frames()).hasSize(2);
  }

  @Test
  void anyOfItIsSomethingToShow() {
    assertThat(Evidence.NONE.isEmpty()).isTrue();
    assertThat(Evidence.of(PICTURE).isEmpty()).isFalse();
    assertThat(Evidence.ofScores(List.of(new PastScore(0, 1))).isEmpty()).isFalse();
  }

  @Test
  void aScoreIsFromNoughtToOne() {
    assertThatThrownBy(() -> new Frame(PICTURE, 0, 1.1)).hasMessage("score is not in 0..1: 1.1");
    assertThatThrownBy(() -> new PastScore(0, Double.NaN)).hasMessage("score is not in 0..1: NaN");
  }
}
