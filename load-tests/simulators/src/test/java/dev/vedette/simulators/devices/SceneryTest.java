package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.JpegSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SceneryTest {
  @Test
  void aSeedShowsTheSameAgain() {
    byte[] frame = Scenery.of(1, 5).apply(0).frame(3, Duration.ZERO);

    assertThat(Scenery.of(1, 5).apply(0).frame(3, Duration.ZERO)).isEqualTo(frame);
    assertThat(Scenery.of(1, 6).apply(0).frame(3, Duration.ZERO)).isNotEqualTo(frame);
  }

  @Test
  void framesAreWhatACameraSends() {
    Scenery scenery = Scenery.of(2, 1);
    assertThat(scenery.frames(Scene.FACE)).hasSize(24).doesNotHaveDuplicates();
    for (byte[] frame : scenery.frames(Scene.FACE)) {
      assertThat(JpegSize.scan(frame)).hasValue(new JpegSize(640, 480, 3));
      assertThat(frame.length).isLessThan(150_000);
    }
    assertThat(scenery.apply(5).frame(9, Duration.ZERO)).isNotEmpty();
  }

  @Test
  void facesComeInStretchesWithQuietThatEndsAnEpisode() {
    for (long seed = 0; seed < 50; seed++) {
      List<Duration> changes = changes(new FaceStretches(seed), Duration.ofMinutes(10));
      assertThat(changes.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(9));
      assertThat(changes).hasSizeBetween(30, 80);
      for (int i = 1; i < changes.size(); i++) {
        Duration lasted = changes.get(i).minus(changes.get(i - 1));
        if (i % 2 == 0) {
          assertThat(lasted).isGreaterThan(Duration.ofSeconds(12));
        } else {
          assertThat(lasted).isLessThan(Duration.ofSeconds(7));
        }
      }
    }
  }

  private static List<Duration> changes(FaceStretches stretches, Duration until) {
    var changes = new ArrayList<Duration>();
    boolean face = false;
    for (Duration at = Duration.ZERO; at.compareTo(until) < 0; at = at.plusMillis(200)) {
      if (stretches.faceAt(at) != face) {
        face = !face;
        changes.add(at);
      }
    }
    return changes;
  }
}
