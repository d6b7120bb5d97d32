package dev.vedette.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.control.Scope;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditPolicyTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final DeviceHour FRESH = DeviceHour.of(NOON);

  @Test
  void aShareOfTheEventsIsDrawnWhateverTheirNamesAreLike() {
    var policy = new AuditPolicy(0.01, Map.of(), Integer.MAX_VALUE);
    long drawn =
        IntStream.range(0, 200_000)
            .filter(i -> policy.draw(event("cam-7", "frame-" + i), FRESH).isPresent())
            .count();
    assertThat(drawn / 200_000.0).isCloseTo(0.01, within(0.001));
  }

  @Test
  void anEventIsDrawnInEveryRunAndOrderOrInNone() {
    var policy = new AuditPolicy(0.05, Map.of(), 1_000);
    List<EventHeader> events = new ArrayList<>();
    IntStream.range(0, 10_000).forEach(i -> events.add(event("cam-7", "frame-" + i)));
    List<String> drawn = drawn(policy, events);
    Collections.shuffle(events, new Random(7));
    assertThat(drawn(policy, events)).containsExactlyInAnyOrderElementsOf(drawn);
    assertThat(drawn).hasSizeBetween(400, 600);
  }

  @Test
  void theSameNameAtAnotherDeviceHasAnotherLot() {
    assertThat(Lot.of(event("cam-7", "frame-1"))).isNotEqualTo(Lot.of(event("cam-8", "frame-1")));
  }

  @Test
  void aShareOfZeroDrawsNothing() {
    assertThat(AuditPolicy.NONE.mayDraw(event("cam-7", "frame-1"))).isFalse();
    assertThat(AuditPolicy.NONE.draw(event("cam-7", "frame-1"), FRESH)).isEmpty();
  }

  @Test
  void aShareOfOneDrawsAllUpToTheFirstStepOfTheBound() {
    var policy = new AuditPolicy(1, Map.of(), 800);
    assertThat(drawn(policy, IntStream.range(0, 100).mapToObj(i -> event("a", "" + i)).toList()))
        .hasSize(100);
  }

  @Test
  void theNarrowestScopeCounts() {
    var policy =
        new AuditPolicy(
            0, Map.of(new Scope("*", "door"), 0.5, new Scope("acme", "*"), 1.0), Integer.MAX_VALUE);
    assertThat(policy.draw(event("cam-7", "frame-1"), FRESH)).contains(new Draw(1));
  }

  /** Otherwise one bad camera would eat the budget of all. */
  @Test
  void aDeviceThatNeverStopsIsSampledAllThroughTheHourAndNoMoreThanTheBound() {
    var policy = new AuditPolicy(0.1, Map.of(), 80);
    int events = 20_000; // 25 times as many as its bound foresees
    DeviceHour hour = FRESH;
    List<Integer> places = new ArrayList<>();
    double weights = 0;
    for (int i = 0; i < events; i++) {
      Optional<Draw> draw = policy.draw(event("cam-7", "frame-" + i), hour);
      if (draw.isPresent()) {
        hour = hour.drawnAt(NOON);
        places.add(i);
        weights += 1 / draw.get().share();
      }
    }
    assertThat(places).hasSizeLessThanOrEqualTo(80);
    assertThat(places.get(places.size() - 1)).isGreaterThan(16_000);
    // What the drawn ones stand for is what there was, as well as so few can say.
    assertThat(weights / events).isBetween(0.4, 1.6);
  }

  @Test
  void anotherHourBeginsAnew() {
    var policy = new AuditPolicy(1, Map.of(), 8);
    DeviceHour full = FRESH;
    for (int i = 0; i < 8; i++) {
      full = full.drawnAt(NOON);
    }
    EventHeader now = event("cam-7", "frame-1");
    assertThat(policy.draw(now, policy.hourOf(now, full))).isEmpty();
    EventHeader later = event("cam-7", "frame-1", NOON.plusSeconds(3_600));
    assertThat(policy.draw(later, policy.hourOf(later, full))).contains(new Draw(1));
  }

  /** As of a camera that sends a backlog beside what it sees now. */
  @Test
  void eventsOfTwoHoursInTurnHaveOneBound() {
    var policy = new AuditPolicy(1, Map.of(), 80);
    @Nullable DeviceHour hour = null;
    int drawn = 0;
    for (int i = 0; i < 20_000; i++) {
      EventHeader event = event("cam-7", "frame-" + i, NOON.minusSeconds(i % 2 * 3_600));
      DeviceHour before = policy.hourOf(event, hour);
      if (policy.draw(event, before).isPresent()) {
        hour = before.drawnAt(NOON);
        drawn++;
      }
    }
    assertThat(drawn).isBetween(60, 80);
  }

  @Test
  void aShareThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new AuditPolicy(1.5, Map.of(), 16))
        .hasMessage("share is not in 0..1: 1.5");
    assertThatThrownBy(() -> new AuditPolicy(0.1, Map.of(Scope.EVERYBODY, -0.1), 16))
        .hasMessage("share is not in 0..1: -0.1");
    assertThatThrownBy(() -> new AuditPolicy(0.1, Map.of(), 7))
        .hasMessage("mostPerHour < 8: 7; a share of 0 turns the audit off");
  }

  private static List<String> drawn(AuditPolicy policy, List<EventHeader> events) {
    return events.stream()
        .filter(event -> policy.draw(event, FRESH).isPresent())
        .map(EventHeader::eventId)
        .toList();
  }

  private static EventHeader event(String device, String id) {
    return event(device, id, NOON);
  }

  private static EventHeader event(String device, String id, Instant at) {
    return new EventHeader(
        id, "acme", device, "door", Kind.CAMERA, at, new Origin("events.camera", 0, 0, at));
  }
}
