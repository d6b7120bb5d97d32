package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.privacy.PreparedPicture;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShortlistTest {
  private static final Duration SETTLING = Duration.ofSeconds(3);
  private static final PreparedPicture PICTURE = new PreparedPicture(new byte[] {1}, 1, 1);
  private static final Question ANNOUNCED =
      question("e-1", NOON.plusSeconds(10)).with(Evidence.NONE).announced();

  private final Shortlist empty = Shortlist.opened(ANNOUNCED, 3, SETTLING, NOON.plusSeconds(60));

  @Test
  void ofEachStretchTheBestFrameStays() {
    Shortlist list = consider(empty, 0, 0.6, 700, 0.9, 900, 0.8, 1_000, 0.5, 2_999, 0.4);
    assertThat(list.frames())
        .containsExactly(frame(700, 0.9), frame(1_000, 0.5), frame(2_999, 0.4));
  }

  @Test
  void ofEqualOnesTheFirstThatCameStays() {
    assertThat(consider(empty, 0, 0.6, 100, 0.6).frames()).containsExactly(frame(0, 0.6));
  }

  @Test
  void aFrameThatComesLateIsPutInItsPlace() {
    Shortlist list = consider(empty, 0, 0.6, 2_000, 0.7, 1_500, 0.8, -400, 0.9);
    assertThat(list.frames())
        .containsExactly(frame(-400, 0.9), frame(1_500, 0.8), frame(2_000, 0.7));
  }

  @Test
  void itIsOverByTheDevicesClockOrByTheJobs() {
    assertThat(empty.isOverAt(NOON.plusMillis(2_999))).isFalse();
    assertThat(empty.isOverAt(NOON.plusSeconds(3))).isTrue();
    assertThat(empty.dueAt()).isEqualTo(NOON.plusSeconds(63));
  }

  @Test
  void whatIsAskedIsTheAnnouncedQuestionWithItsFrames() {
    Question settled = consider(empty, 0, 0.6, 1_000, 0.7).settled();
    assertThat(settled.inferenceId()).isEqualTo(ANNOUNCED.inferenceId());
    assertThat(settled.deadline()).isEqualTo(ANNOUNCED.deadline());
    assertThat(settled.stage()).isEqualTo(Question.Stage.SETTLED);
    assertThat(settled.evidence().frames()).containsExactly(frame(0, 0.6), frame(1_000, 0.7));
    assertThat(empty.settled().hasPayload()).isFalse();
  }

  @Property
  void whateverComesThereAreNoMoreFramesThanWantedAndNoneIsOutdoneInItsStretch(
      @ForAll @IntRange(min = 1, max = 8) int most,
      @ForAll @Size(max = 60) List<@IntRange(min = -5_000, max = 5_000) Integer> millis) {
    Shortlist list = Shortlist.opened(ANNOUNCED, most, SETTLING, NOON);
    for (int at : millis) {
      list = consider(list, at, scoreAt(at));
    }
    assertThat(list.frames()).hasSizeLessThanOrEqualTo(most);
    assertThat(list.frames()).extracting(Frame::millis).isSorted();
    var best =
        millis.stream()
            .collect(
                Collectors.toMap(
                    at -> Math.max(0, Math.min(most - 1, at * most / 3_000)),
                    ShortlistTest::scoreAt,
                    Math::max));
    assertThat(list.frames())
        .extracting(Frame::score)
        .containsExactlyInAnyOrderElementsOf(best.values());
  }

  private static double scoreAt(int millis) {
    return Math.floorMod(millis * 31, 101) / 101.0;
  }

  /** Pairs of time and score, in the order in which they come. */
  private static Shortlist consider(Shortlist list, double... millisAndScores) {
    Shortlist next = list;
    for (int i = 0; i < millisAndScores.length; i += 2) {
      Frame frame = frame((long) millisAndScores[i], millisAndScores[i + 1]);
      next = next.wants(frame.millis(), frame.score()) ? next.with(frame) : next;
    }
    return next;
  }

  private static Frame frame(long millis, double score) {
    return new Frame(PICTURE, millis, score);
  }
}
