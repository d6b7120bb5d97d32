package dev.vedette.core.gate;

import static dev.vedette.core.Examples.frame;
import static dev.vedette.core.Examples.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KindGateTest {
  private final NamingGate cameras = new NamingGate("camera:");
  private final NamingGate sensors = new NamingGate("sensor:");
  private final KindGate both = new KindGate(Map.of(Kind.CAMERA, cameras, Kind.SENSOR, sensors));

  @Test
  void aBatchOfOneKindGoesThroughInOnePiece() {
    List<Event> batch = List.of(frame("1"), frame("2"));
    assertThat(labels(both.judge(batch))).containsExactly("camera:1", "camera:2");
    assertThat(cameras.batches).containsExactly(batch);
    assertThat(sensors.batches).isEmpty();
  }

  @Test
  void aMixedBatchKeepsItsOrder() {
    assertThat(
            labels(both.judge(List.of(frame("1"), reading("2", 0), frame("3"), reading("4", 0)))))
        .containsExactly("camera:1", "sensor:2", "camera:3", "sensor:4");
    assertThat(cameras.batches).hasSize(1);
    assertThat(sensors.batches).hasSize(1);
  }

  @Property(tries = 200)
  void anyMixtureKeepsItsOrder(@ForAll @Size(min = 1, max = 40) List<Boolean> areFrames) {
    var batch = new ArrayList<Event>();
    var wanted = new ArrayList<String>();
    for (int i = 0; i < areFrames.size(); i++) {
      batch.add(areFrames.get(i) ? frame("" + i) : reading("" + i, 0));
      wanted.add((areFrames.get(i) ? "camera:" : "sensor:") + i);
    }
    assertThat(labels(both.judge(batch))).isEqualTo(wanted);
  }

  @Test
  void aKindWithoutAGateSaysSo() {
    var onlyCameras = new KindGate(Map.of(Kind.CAMERA, cameras));
    List<Finding> findings = onlyCameras.judge(List.of(reading("1", 0), frame("2")));
    assertThat(findings.get(0))
        .isInstanceOfSatisfying(
            Finding.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.objection().reason()).isEqualTo(DeadLetterReason.NO_GATE);
              assertThat(unreadable.objection().detail())
                  .isEqualTo("no gate judges SENSOR events in this job");
            });
    assertThat(findings.get(1)).isInstanceOf(Judgement.class);
  }

  @Test
  void closingClosesThemAll() {
    both.close();
    assertThat(cameras.closed).isTrue();
    assertThat(sensors.closed).isTrue();
  }

  @Test
  void aGateThatCannotBeClosedDoesNotKeepTheOthersOpen() {
    cameras.onClose = new IllegalStateException("cameras");
    sensors.onClose = new IllegalStateException("sensors");
    assertThatThrownBy(both::close)
        .isInstanceOf(IllegalStateException.class)
        .satisfies(
            first ->
                assertThat(first.getSuppressed()).hasSize(1).doesNotContain((Throwable) first));
    assertThat(cameras.closed).isTrue();
    assertThat(sensors.closed).isTrue();
  }

  @Test
  void noGateAtAllIsAMistake() {
    assertThatThrownBy(() -> new KindGate(Map.of())).hasMessage("no gate for any kind");
  }

  private static List<String> labels(List<Finding> findings) {
    return findings.stream().map(finding -> ((Judgement) finding).label()).toList();
  }

  /** Labels each event with its own name and the event's. */
  private static final class NamingGate implements Gate {
    final List<List<Event>> batches = new ArrayList<>();
    final String name;
    boolean closed;
    RuntimeException onClose;

    NamingGate(String name) {
      this.name = name;
    }

    @Override
    public List<Finding> judge(List<Event> events) {
      batches.add(events);
      return events.stream()
          .<Finding>map(
              event -> new Judgement("g@1", "v", name + event.header().eventId(), 1, true))
          .toList();
    }

    @Override
    public void close() {
      closed = true;
      if (onClose != null) {
        throw onClose;
      }
    }
  }
}
