package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.header;
import static dev.vedette.flink.Examples.positive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Judged;
import org.junit.jupiter.api.Test;

class EpisodeQuestionsTest {
  @Test
  void aPictureLeavesPrepared() throws Exception {
    try (var follow = Following.opened()) {
      follow.see(showing(new Picture(Picture.Encoding.RGB8, 64, 32, new byte[64 * 32 * 3])));
      assertThat(follow.questions().get(0).evidence().frames().get(0).picture().width())
          .isEqualTo(32);
    }
  }

  @Test
  void aPictureThatCannotBePreparedIsAskedAboutWithoutPayload() throws Exception {
    try (var follow = Following.opened()) {
      follow.see(showing(new Picture(Picture.Encoding.JPEG, 640, 480, new byte[] {1, 2, 3})));
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.questions().get(0).hasPayload()).isFalse();
    }
  }

  @Test
  void onlyTheQuestionIsTimedAndNotWhatRepeatsIt() throws Exception {
    try (var follow = Following.opened()) {
      follow.passUntil(1_500);
      follow.seePositive("e-1", 1);
      follow.passUntil(9_000);
      follow.seePositive("e-2", 2);
      assertThat(follow.metrics.count(MetricNames.EPISODE_WAIT_SECONDS + "_sum"))
          .isEqualTo(500_000);
      assertThat(follow.metrics.count(MetricNames.EPISODE_WAIT_SECONDS + "_bucket")).isOne();
    }
  }

  private static Judged showing(Picture picture) {
    return Judged.of(Event.ofPicture(header("e-1", START), picture), positive(), START, 5);
  }
}
