package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.positive;
import static dev.vedette.core.Examples.reading;
import static dev.vedette.core.Examples.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.money.Account;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void theSameEventAndLabelGiveTheSameInferenceInEveryRun() {
    // Frozen: a change would pay again for every answer that lies in a ledger.
    assertThat(id("e-1", "acme", "door-7", "face")).isEqualTo("6e510e70851969bb1a559b05d23d4627");
  }

  @Test
  void nothingButEventDeviceAndLabelMatters() {
    Question one = question("e-1", "acme", "door-7", "face");
    Judged again =
        Judged.of(
            event("e-1", "acme", "door-7"),
            new Judgement("face@2.0.0", "int8", "face", 0.7, true),
            NOON.plusSeconds(60),
            9);
    Question other =
        Question.about(
            again, "another-episode", Evidence.NONE, NOON.plus(Duration.ofDays(1)), null);
    assertThat(other.inferenceId()).isEqualTo(one.inferenceId());
  }

  @Test
  void anyOtherEventDeviceTenantOrLabelIsAnotherInference() {
    var ids =
        new HashSet<>(
            List.of(
                id("e-1", "acme", "door-7", "face"),
                id("e-2", "acme", "door-7", "face"),
                id("e-1", "acme", "door-8", "face"),
                id("e-1", "acma", "door-7", "face"),
                id("e-1", "acme", "door-7", "person"),
                id("e-1f", "acme", "door-7", "ace")));
    assertThat(ids).hasSize(6);
  }

  @Test
  void theInferenceSaysNothingOfTheDevice() {
    assertThat(id("e-1", "acme", "door-7", "face"))
        .matches("[0-9a-f]{32}")
        .doesNotContain("acme")
        .doesNotContain("door");
  }

  @Test
  void theAccountIsTheLabelOfTheDeviceClassOfTheTenant() {
    assertThat(question("e-1", "acme", "door-7", "face").account())
        .isEqualTo(new Account("acme", "door", "face"));
  }

  @Test
  void samplesAreSomethingToShow() {
    Judged judged = Judged.of(reading("e-1", 1), positive(), NOON, 1);
    assertThat(Question.about(judged, "e-1", shown(judged), NOON, null).hasPayload()).isTrue();
    var bare = new Judged(judged.header(), judged.judgement(), null, null, NOON, 1);
    assertThat(Question.about(bare, "e-1", Evidence.NONE, NOON, null).hasPayload()).isFalse();
  }

  private static String id(String eventId, String tenant, String device, String label) {
    return question(eventId, tenant, device, label).inferenceId();
  }

  private static Question question(String eventId, String tenant, String device, String label) {
    Judgement judgement = new Judgement("face@1.0.0", "float", label, 0.9, true);
    return Question.about(
        Judged.of(event(eventId, tenant, device), judgement, NOON, 3),
        eventId,
        Evidence.NONE,
        NOON.plusSeconds(10),
        null);
  }

  private static Event event(String eventId, String tenant, String device) {
    var header =
        new EventHeader(
            eventId, tenant, device, "door", Kind.SENSOR, NOON, new Origin("events", 0, 7, NOON));
    return Event.ofSamples(header, reading(eventId, 1).samples());
  }
}
