package dev.vedette.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.devices.PictureSequence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a quickstart's cameras come to their end. */
@Timeout(120)
class CameraRunIT {
  private static final byte[] PICTURE = new byte[1000];

  /**
   * Of the topic, in bytes: room for all pictures in one batch. Kafka's client splits a batch that
   * is too large and then numbers its halves wrongly.
   */
  private static final String LIMIT = "100000";

  private static LocalBroker broker;
  private static Configuration config;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = LocalBroker.start();
    broker.createTopics(1, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LIMIT), Topics.CAMERA);
    config = new Configuration();
    config.set(VedetteOptions.BOOTSTRAP, broker.bootstrap());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static CameraRun start(long events, PictureSequence view) throws Exception {
    var plan = new QuickstartPlan(null, 1, 1000, events, null, null, Duration.ZERO, 600, 1, false);
    return CameraRun.start(plan, config, new Views(List.of(view), "one"));
  }

  private static void awaitEnd(CameraRun cameras) throws Exception {
    assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
  }

  /** A view whose third picture is something else. */
  private static PictureSequence twoPicturesAnd(PictureSequence third) {
    return (number, sinceStart) -> number < 2 ? PICTURE : third.frame(number, sinceStart);
  }

  private static void fails(long events, PictureSequence view, String message) throws Exception {
    try (CameraRun cameras = start(events, view)) {
      awaitEnd(cameras);
      assertThatExceptionOfType(FailedCommandException.class)
          .isThrownBy(() -> cameras.stop(false))
          .withMessageContaining(message);
    }
  }

  @Test
  void whatWasAskedForIsSent() throws Exception {
    try (CameraRun cameras = start(10, twoPicturesAnd((number, sinceStart) -> PICTURE))) {
      awaitEnd(cameras);
      assertThat(cameras.stop(false)).isEqualTo(10);
    }
  }

  @Test
  void aPictureThatTheBrokerRefusesEndsItWithItsReason() throws Exception {
    PictureSequence view =
        twoPicturesAnd((number, sinceStart) -> new byte[2 * Integer.parseInt(LIMIT)]);
    fails(10, view, "the cameras cannot send: ");
    fails(QuickstartPlan.ENDLESS, view, "the cameras cannot send: ");
  }

  @Test
  void aPictureThatCannotBeShownEndsItWithItsReason() throws Exception {
    PictureSequence view =
        twoPicturesAnd(
            (number, sinceStart) -> {
              throw new IllegalStateException("no third picture");
            });
    fails(10, view, "the cameras cannot send: no third picture");
  }

  @Test
  void fewerEventsThanWereAskedForAreAFailureWhateverTheReason() throws Exception {
    PictureSequence view =
        twoPicturesAnd(
            (number, sinceStart) -> {
              throw new StackOverflowError("no exception, an error");
            });
    fails(10, view, " of 10 events; the log says more");
    fails(QuickstartPlan.ENDLESS, view, " events; the log says more");
  }

  @Test
  void whoeverStopsItGetsFewer() throws Exception {
    try (CameraRun cameras = start(1_000_000, (number, sinceStart) -> PICTURE)) {
      assertThat(cameras.ended()).isFalse();
      assertThat(cameras.stop(true)).isLessThan(1_000_000);
    }
  }

  @Test
  void aClipThatEndsByItselfHasSentAllThereIs() throws Exception {
    var clip =
        new PictureSequence() {
          @Override
          public byte[] frame(long number, Duration sinceStart) {
            return PICTURE;
          }

          @Override
          public long length() {
            return 3;
          }
        };
    try (CameraRun cameras = start(10, clip)) {
      awaitEnd(cameras);
      assertThat(cameras.stop(false)).isEqualTo(3);
    }
  }
}
