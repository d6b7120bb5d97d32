package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.LimitGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateFittingsTest {
  private final List<Event> seen = new ArrayList<>();

  /** Else readings, on which the gates cannot differ, would water down every trial. */
  @Test
  void theGateThatReleasesReplaceSeesPicturesAlone() {
    var limits = new HashMap<>(Map.of("celsius", new LimitGate.Limits(0, 50)));
    try (Gate gate = new GateFittings.ForCameras(limits).around(new Watched())) {
      List<Finding> findings = gate.judge(List.of(reading("r-1"), picture("p-1"), reading("r-2")));

      assertThat(findings).hasSize(3);
      assertThat(seen).extracting(event -> event.header().eventId()).containsExactly("p-1");
    }
  }

  @Test
  void withoutLimitsReadingsHaveNoGate() {
    try (Gate gate = new GateFittings.ForCameras(new HashMap<>()).around(new Watched())) {
      assertThat(gate.judge(List.of(reading("r-1"))))
          .singleElement()
          .isInstanceOf(Finding.Unreadable.class);
      assertThat(seen).isEmpty();
    }
  }

  private static Event picture(String id) {
    return Event.ofPicture(
        header(id, Kind.CAMERA), new Picture(Picture.Encoding.JPEG, 1, 1, new byte[] {1}));
  }

  private static Event reading(String id) {
    return Event.ofSamples(
        header(id, Kind.SENSOR), new Samples(List.of("celsius"), 0, new float[] {20}));
  }

  private static EventHeader header(String id, Kind kind) {
    var origin = new Origin("events", 0, 0, Instant.EPOCH);
    return new EventHeader(id, "acme", "door-1", "door", kind, Instant.EPOCH, origin);
  }

  private final class Watched implements Gate {
    @Override
    public List<Finding> judge(List<Event> events) {
      seen.addAll(events);
      return events.stream()
          .<Finding>map(event -> new Judgement("face@1", "v", "face", 0.9, true))
          .toList();
    }

    @Override
    public void close() {}
  }
}
