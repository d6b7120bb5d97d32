package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.header;
import static dev.vedette.core.Examples.positive;
import static dev.vedette.core.Examples.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Region;
import dev.vedette.core.privacy.CloseUp;
import dev.vedette.core.privacy.PicturePreparer;
import dev.vedette.core.privacy.PicturePreparer.UnpreparedPictureException;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.watch.DeviceScope;
import dev.vedette.core.watch.Shapes;
import dev.vedette.core.watch.WatchRule;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionMakerTest {
  private final QuestionMaker maker =
      new QuestionMaker(
          new PicturePreparer(16, 0.8f),
          PicturePolicy.ONE,
          Duration.ofSeconds(20),
          DeferralPolicy.never(),
          WatchRules.NONE);

  @Test
  void patienceIsCountedFromTheJudgement() throws Exception {
    Judged judged = Judged.of(reading("e-1", 1), positive(), NOON.plusSeconds(3), 1);
    assertThat(maker.about(judged, "e-1").deadline()).isEqualTo(NOON.plusSeconds(23));
  }

  @Test
  void aPictureLeavesPrepared() throws Exception {
    var picture = new Picture(Picture.Encoding.RGB8, 64, 32, new byte[64 * 32 * 3]);
    Question question = maker.about(showing(picture), "e-1");
    assertThat(pictureOf(question).width()).isEqualTo(16);
    assertThat(pictureOf(question).height()).isEqualTo(8);
  }

  @Test
  void aPictureThatCannotBePreparedDoesNotLeave() {
    Judged judged = showing(new Picture(Picture.Encoding.JPEG, 64, 32, new byte[] {1}));
    assertThatExceptionOfType(UnpreparedPictureException.class)
        .isThrownBy(() -> maker.about(judged, "e-1"));
    assertThat(maker.withoutPicture(judged, "e-1").hasPayload()).isFalse();
  }

  @Test
  void noPictureShowsMoreThanTheRulesOfItsDeviceAllow() throws Exception {
    var rules =
        new WatchRules(
            Map.of(
                new DeviceScope("acme", "*", "door-7"),
                new WatchRule(List.of(Shapes.LEFT_HALF), null, null, null, null)));
    var watching =
        new QuestionMaker(
            new PicturePreparer(16, 0.8f),
            PicturePolicy.ONE,
            Duration.ofSeconds(20),
            DeferralPolicy.never(),
            rules);
    Judged event = showing(new Picture(Picture.Encoding.RGB8, 64, 32, new byte[64 * 32 * 3]));
    assertThat(pictureOf(watching.about(event, "e-1")).height()).isEqualTo(16);
    assertThat(watching.frame(event, 0).picture().height()).isEqualTo(16);
  }

  @Test
  void aPictureAndEachFrameAreCutToWhereItsOwnEventIs() throws Exception {
    var close =
        new QuestionMaker(
            new PicturePreparer((width, height) -> 64, 0.8f, new CloseUp(1)),
            PicturePolicy.ONE,
            Duration.ofSeconds(20),
            DeferralPolicy.never(),
            WatchRules.NONE);
    var picture = new Picture(Picture.Encoding.RGB8, 64, 32, new byte[64 * 32 * 3]);
    Judged left = showing(picture, new Region(0, 0, 0.25, 1));
    Judged below = showing(picture, new Region(0, 0.5, 1, 1));
    assertThat(pictureOf(close.about(left, "e-1")).width()).isEqualTo(24);
    assertThat(close.frame(below, 0).picture().height()).isEqualTo(24);
    assertThat(close.frame(below, 0).picture().width()).isEqualTo(64);
    assertThat(pictureOf(close.about(showing(picture), "e-1")).width()).isEqualTo(64);
    assertThat(pictureOf(maker.about(left, "e-1")).height()).as("none is wanted").isEqualTo(8);
  }

  @Test
  void patienceIsNeeded() {
    assertThatThrownBy(
            () ->
                new QuestionMaker(
                    new PicturePreparer(16, 1),
                    PicturePolicy.ONE,
                    Duration.ZERO,
                    DeferralPolicy.never(),
                    WatchRules.NONE))
        .hasMessage("patience <= 0: PT0S");
  }

  @Test
  void whenThePicturesAreGatheredThereIsTimeToAsk() {
    var slow = new PicturePolicy(2, Map.of(), Duration.ofSeconds(20));
    assertThatThrownBy(
            () ->
                new QuestionMaker(
                    new PicturePreparer(16, 1),
                    slow,
                    Duration.ofMillis(20_499),
                    DeferralPolicy.never(),
                    WatchRules.NONE))
        .hasMessage(
            "settling takes PT20S, and the question is over after PT20.499S: too soon for a call");
    assertThatNoException()
        .isThrownBy(
            () ->
                new QuestionMaker(
                    new PicturePreparer(16, 1),
                    slow,
                    Duration.ofMillis(20_500),
                    DeferralPolicy.never(),
                    WatchRules.NONE));
  }

  @Test
  void framesAreGatheredOfPicturesThatMayLeaveAndOfNothingElse() {
    Judged shown = showing(new Picture(Picture.Encoding.RGB8, 64, 32, new byte[64 * 32 * 3]));
    assertThat(maker.gathersFrames(shown)).isFalse();
    assertThat(gathering(2).gathersFrames(shown)).isTrue();
    assertThat(gathering(0).gathersFrames(shown)).isFalse();
    assertThat(gathering(0).showsPictures(shown.header())).isFalse();
    Judged sensor = Judged.of(reading("e-1", 1), positive(), NOON, 1);
    assertThat(gathering(2).gathersFrames(sensor)).isFalse();
  }

  private static QuestionMaker gathering(int most) {
    return new QuestionMaker(
        new PicturePreparer(16, 1),
        new PicturePolicy(most, Map.of(), Duration.ofSeconds(1)),
        Duration.ofSeconds(20),
        DeferralPolicy.never(),
        WatchRules.NONE);
  }

  private static PreparedPicture pictureOf(Question question) {
    return question.evidence().frames().get(0).picture();
  }

  private static Judged showing(Picture picture) {
    return showing(picture, null);
  }

  private static Judged showing(Picture picture, Region region) {
    return Judged.of(
        Event.ofPicture(header("e-1", Kind.CAMERA), picture), positive().at(region), NOON, 1);
  }
}
