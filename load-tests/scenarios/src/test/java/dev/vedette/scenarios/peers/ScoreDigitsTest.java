package dev.vedette.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSession;
import dev.vedette.djl.GateSource;
import java.nio.ByteBuffer;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreDigitsTest {
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
    try (GateSession session = EmbeddedGates.openSession(GateSource.of(ScoreDigits.MODEL))) {
      ByteBuffer batch = session.newBatch(1);
      batch.put(Digit.rgbOf(grey));
      float[] scores = new float[1];
      session.infer(batch, 1, scores);
      return scores[0];
    }
  }
}
