package dev.vedette.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSession;
import dev.vedette.djl.GateSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreDigitsTest {
  private static final PublishedJson JSON = new PublishedJson(false);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thePeerSaysWhatVedettesGateSaysOfTheSamePicture(boolean inCallersThread) throws Exception {
    byte[] grey = Digit.drawn(7);

    Scored scored = scoreOf(new Digit("event-7", grey), inCallersThread);

    assertThat(scored.id()).isEqualTo("event-7");
    assertThat(scored.score()).isCloseTo(gatesScoreOf(grey), within());
  }

  @Test
  void greyAndThreeChannelsHaveTheSameScore() throws Exception {
    byte[] grey = Digit.drawn(2);

    assertThat(scoreOf(new Digit("event-2", grey), false))
        .isEqualTo(scoreOf(new Digit("event-2", Digit.rgbOf(grey)), false));
  }

  @Test
  void thePublishedDesignsBatchesHaveTheSameScores() throws Exception {
    byte[] grey = Digit.drawn(7);
    PublishedBatch read = JSON.read(JSON.write(PublishedBatch.of(grey, 1)));
    try (var harness =
        new OneInputStreamOperatorTestHarness<PublishedBatch, PublishedBatch>(
            new StreamMap<>(new ScoreBatches()))) {
      harness.open();
      harness.processElement(new StreamRecord<>(read));
      PublishedBatch scored = harness.extractOutputValues().get(0);
      float score = scoreOf(new Digit("d", grey), false).score();
      assertThat(scored.predictions).isEqualTo("[[" + score + "]]");
      assertThat(new String(JSON.write(scored), StandardCharsets.UTF_8))
          .startsWith(
              "{\"creationTimestamp\":1,\"dataPointSz1\":1,\"dataPointSz2\":784,\"dataPoint\":\"0.0,")
          .endsWith("\"prediction\":\"[[" + score + "]]\"}");
    }
  }

  @Test
  void whatTheNetworkReadsOfThePublishedDesignsDecimalsIsThePicture() throws Exception {
    byte[] grey = Digit.drawn(4);
    PublishedBatch read = JSON.read(JSON.write(PublishedBatch.of(grey, 1)));
    assertThat(read.rgb()).isEqualTo(Digit.rgbOf(grey));
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-5f);
  }

  private static Scored scoreOf(Digit digit, boolean inCallersThread) throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<Digit, Scored>(
            new StreamMap<>(new ScoreDigits(inCallersThread)))) {
      harness.open();
      harness.processElement(new StreamRecord<>(digit));
      return harness.extractOutputValues().get(0);
    }
  }

  private static float gatesScoreOf(byte[] grey) throws Exception {
    try (GateSession session = EmbeddedGates.openSession(GateSource.of(DigitModel.LOCATION))) {
      ByteBuffer batch = session.newBatch(1);
      batch.put(Digit.rgbOf(grey));
      float[] scores = new float[1];
      session.infer(batch, 1, scores);
      return scores[0];
    }
  }
}
