package dev.vedette.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Judgement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final GateSource TURBOFAN =
      GateSource.of(GateCopy.TURBOFAN.toString()).withVariant("float32");

  private EmbeddedGate gate;
  private Samples whole;

  @BeforeEach
  void open() throws Exception {
    gate = EmbeddedGates.open(TURBOFAN);
    whole = SensorEvents.goldenWindows().get(0).samples();
  }

  @AfterEach
  void close() {
    gate.close();
  }

  @Test
  void channelsAreFoundByNameWhateverTheirOrder() {
    List<String> reversed = new ArrayList<>(whole.channels());
    Collections.reverse(reversed);

    assertThat(score(withChannels(reversed))).isEqualTo(score(whole));
  }

  @Test
  void channelsThatTheGateDoesNotKnowAreLeftOut() {
    List<String> more = new ArrayList<>(whole.channels());
    more.add(3, "oil_pressure");

    assertThat(score(withChannels(more))).isEqualTo(score(whole));
  }

  @Test
  void aChannelThatTheDeviceLacksIsAsIfNoneOfItsValuesWereKnown() {
    List<String> fewer = new ArrayList<>(whole.channels());
    fewer.remove("Nc");
    float[] unknown = whole.values().clone();
    int nc = whole.channels().indexOf("Nc");
    for (int row = 0; row < whole.rows(); row++) {
      unknown[row * whole.channels().size() + nc] = Float.NaN;
    }

    double lacking = score(withChannels(fewer));

    assertThat(lacking).isEqualTo(score(new Samples(whole.channels(), 0, unknown)));
    assertThat(lacking).isNotEqualTo(score(whole));
  }

  @Test
  void anotherLengthIsUnreadableAndTheOthersAreJudged() {
    int columns = whole.channels().size();
    var shorter = new Samples(whole.channels(), 0, Arrays.copyOf(whole.values(), 29 * columns));
    Event event = SensorEvents.window(whole);

    List<Finding> findings = gate.judge(List.of(event, SensorEvents.window(shorter), event));

    assertThat(findings.get(0)).isInstanceOf(Judgement.class).isEqualTo(findings.get(2));
    var unreadable = (Finding.Unreadable) findings.get(1);
    assertThat(unreadable.objection().reason()).isEqualTo(DeadLetterReason.WRONG_WINDOW);
    assertThat(unreadable.objection().detail())
        .isEqualTo("29 samples, turbofan@1.0.0 judges windows of 30");
  }

  @Test
  void aDeviceWithNoneOfTheChannelsIsUnreadable() {
    var other = new Samples(List.of("humidity"), 0, new float[30]);

    var unreadable = (Finding.Unreadable) gate.judge(List.of(SensorEvents.window(other))).get(0);

    assertThat(unreadable.objection().reason()).isEqualTo(DeadLetterReason.WRONG_WINDOW);
    assertThat(unreadable.objection().detail())
        .startsWith("channels [humidity], turbofan@1.0.0 knows none of them but [T24, ");
  }

  @Test
  void longListsAreSplitAndKeepTheirOrder() throws Exception {
    List<Event> events = SensorEvents.goldenWindows();
    List<Finding> together = gate.judge(events);

    try (EmbeddedGate small = EmbeddedGates.open(TURBOFAN.withMaxBatch(3))) {
      List<Finding> split = small.judge(events);

      assertThat(split).hasSameSizeAs(together);
      for (int i = 0; i < split.size(); i++) {
        assertThat(((Judgement) split.get(i)).score())
            .isCloseTo(((Judgement) together.get(i)).score(), within(1e-5));
      }
    }
  }

  private double score(Samples samples) {
    return ((Judgement) gate.judge(List.of(SensorEvents.window(samples))).get(0)).score();
  }

  /** The same readings with other columns; a column that is not there is zero. */
  private Samples withChannels(List<String> channels) {
    float[] values = new float[whole.rows() * channels.size()];
    for (int row = 0; row < whole.rows(); row++) {
      for (int i = 0; i < channels.size(); i++) {
        int column = whole.channels().indexOf(channels.get(i));
        values[row * channels.size() + i] = column < 0 ? 0 : whole.at(row, column);
      }
    }
    return new Samples(channels, 0, values);
  }
}
