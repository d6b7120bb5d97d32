package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SumUpEventsTest {
  private static final Ended REJECTED =
      new Ended("acme", "door", "face@1", false, Outcome.REJECTED, "", Examples.START);
  private static final Ended REPEAT =
      new Ended("acme", "door", "face@1", true, Outcome.REPEAT, "", Examples.START);

  @Test
  void aThousandEventsThatEndedAlikeAreOneRecord() throws Exception {
    try (var sum = opened()) {
      for (int i = 0; i < 1_000; i++) {
        sum.processElement(REJECTED, 0);
      }
      sum.processElement(REPEAT, 0);
      assertThat(sum.extractOutputValues()).isEmpty();
      sum.setProcessingTime(2_000);
      assertThat(sum.extractOutputValues())
          .containsExactlyInAnyOrder(new EndedSum(REJECTED, 1_000, 0), new EndedSum(REPEAT, 1, 0));
      sum.processElement(REJECTED, 0);
      sum.setProcessingTime(4_000);
      assertThat(sum.extractOutputValues()).contains(new EndedSum(REJECTED, 1, 0));
    }
  }

  /** Nothing is in its state. */
  @Test
  void allIsHandedOnBeforeACheckpoint() throws Exception {
    try (var sum = opened()) {
      sum.processElement(REJECTED, 0);
      sum.prepareSnapshotPreBarrier(1);
      assertThat(sum.extractOutputValues()).containsExactly(new EndedSum(REJECTED, 1, 0));
      sum.setProcessingTime(2_000);
      assertThat(sum.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void allIsHandedOnAtTheEnd() throws Exception {
    try (var sum = opened()) {
      sum.processElement(REJECTED, 0);
      sum.endInput();
      assertThat(sum.extractOutputValues()).hasSize(1);
    }
  }

  private static OneInputStreamOperatorTestHarness<Ended, EndedSum> opened() throws Exception {
    var sum = new OneInputStreamOperatorTestHarness<Ended, EndedSum>(new SumUpEventsFactory());
    sum.open();
    return sum;
  }
}
