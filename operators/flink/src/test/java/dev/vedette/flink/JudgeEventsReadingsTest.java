package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Samples;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Sensor events of which windows are to be built. */
class JudgeEventsReadingsTest {
  @Test
  void readingsAreHandedOnAtOnceAsTheyCame() throws Exception {
    try (var judge = Judging.handingReadingsOn()) {
      Arrival reading = Judging.arrival("r-1", 1);
      judge.send(frame("f-1"));
      judge.send(reading, 42);
      assertThat(judge.readings())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(new StreamRecord<>(reading, 42));
      assertThat(judge.gate.batches).isEmpty();
    }
  }

  @Test
  void readingsAreCountedByTheRowAndNotAsEvents() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.handingReadingsOn()) {
      judge.send(Judging.arrival("r-1", 1));
      var rows = new Samples(List.of("bar"), 1, new float[] {1, 2, 3});
      judge.send(Arrival.of(Event.ofSamples(header("r-2", START), rows), new byte[0]));
      judge.send(Judging.unreadable());
      assertThat(judge.metrics.count(MetricNames.READINGS_RECEIVED)).isEqualTo(4);
      assertThat(judge.metrics.count(MetricNames.EVENTS_RECEIVED)).isOne();
      assertThat(judge.deadLetters()).hasSize(1);
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot)) {
      assertThat(judge.metrics.count(MetricNames.READINGS_RECEIVED)).isEqualTo(4);
      assertThat(judge.metrics.count(MetricNames.EVENTS_RECEIVED)).isOne();
    }
  }

  @Test
  void aReadingBetweenFramesDoesNotEndTheirBatch() throws Exception {
    try (var judge = Judging.handingReadingsOn()) {
      judge.send(frame("f-1"));
      judge.runOneMail();
      judge.send(Judging.arrival("r-1", 1));
      judge.runOneMail();
      assertThat(judge.gate.batches).isEmpty();
      judge.findNothingMore();
      assertThat(judge.gate.batches).hasSize(1);
    }
  }

  @Test
  void withoutWindowsSensorEventsAreJudged() throws Exception {
    try (var judge = Judging.opened()) {
      judge.sendPositive("r-1");
      judge.findNothingMore();
      assertThat(judge.readings()).isEmpty();
      assertThat(judge.ids()).containsExactly("r-1");
    }
  }

  /** A camera's, but with a value that the gate of this test can judge. */
  private static Arrival frame(String eventId) {
    EventHeader door = header(eventId, START);
    var header =
        new EventHeader(
            eventId,
            door.tenant(),
            door.device(),
            door.deviceClass(),
            Kind.CAMERA,
            START,
            door.origin());
    return Arrival.of(Examples.reading(header, 1), new byte[0]);
  }
}
