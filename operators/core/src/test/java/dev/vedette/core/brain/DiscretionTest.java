package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.question;
import static dev.vedette.core.watch.Shapes.LEFT_HALF;
import static dev.vedette.core.watch.Shapes.RIGHT_HALF;
import static dev.vedette.core.watch.Shapes.masks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Picture;
import dev.vedette.core.privacy.PicturePreparer;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.watch.DeviceScope;
import dev.vedette.core.watch.Polygon;
import dev.vedette.core.watch.View;
import dev.vedette.core.watch.WatchRule;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscretionTest {
  private static final Question ASKED = question("e-1", NOON);

  @Test
  void aPictureThatWasPreparedUnderAnotherMaskIsWithheld() throws Exception {
    Question whole = shown(View.WHOLE);
    Question left = shown(masks(LEFT_HALF));
    assertThat(hiding(LEFT_HALF).withholds(whole)).isTrue();
    assertThat(hiding(LEFT_HALF).withholds(left)).isFalse();
    assertThat(hiding(RIGHT_HALF).withholds(left)).isTrue();
  }

  @Test
  void whereNothingIsHiddenAnyMoreWhatShowsLessMayLeave() throws Exception {
    assertThat(Discretion.NONE.withholds(shown(masks(LEFT_HALF)))).isFalse();
    assertThat(Discretion.NONE.withholds(shown(View.WHOLE))).isFalse();
  }

  @Test
  void oneFrameOfAnotherViewIsOneTooMany() throws Exception {
    Question both =
        ASKED.with(
            Evidence.ofFrames(
                List.of(
                    new Frame(prepared(masks(LEFT_HALF)), 0, 1),
                    new Frame(prepared(View.WHOLE), 900, 1))));
    assertThat(hiding(LEFT_HALF).withholds(both)).isTrue();
  }

  @Test
  void wherePicturesMayNotLeaveNoneDoesAndWhatHasNoneMay() throws Exception {
    var none = new Discretion(new PicturePolicy(0, Map.of(), Duration.ZERO), WatchRules.NONE);
    assertThat(none.withholds(shown(View.WHOLE))).isTrue();
    assertThat(none.withholds(ASKED)).isFalse();
    assertThat(hiding(LEFT_HALF).withholds(ASKED)).isFalse();
  }

  private static Question shown(View view) throws Exception {
    return ASKED.with(Evidence.of(prepared(view)));
  }

  private static PreparedPicture prepared(View view) throws Exception {
    var picture = new Picture(Picture.Encoding.RGB8, 32, 32, new byte[32 * 32 * 3]);
    return new PicturePreparer(32, 0.8f).prepare(picture, view, null);
  }

  private static Discretion hiding(Polygon mask) {
    var all = new DeviceScope(DeviceScope.ANY, DeviceScope.ANY, DeviceScope.ANY);
    return new Discretion(
        PicturePolicy.ONE,
        new WatchRules(Map.of(all, new WatchRule(null, List.of(mask), null, null, null))));
  }
}
