package dev.vedette.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.TimeShare;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SwappableGateTest {
  private static final TimeShare ALWAYS = new TimeShare(1, Duration.ZERO, 0);
  private static final Finding POSITIVE = new Judgement("a@1", "v", "x", 0.9, true);
  private static final Finding NEGATIVE = new Judgement("a@1", "v", "x", 0.1, false);
  private static final Finding UNREADABLE =
      new Finding.Unreadable(new Objection(DeadLetterReason.NOT_A_PICTURE, "no"));

  private final AtomicLong nanos = new AtomicLong();
  private final Always first = new Always(POSITIVE);
  private final SwappableGate gate = new SwappableGate(first, nanos::get);

  @Test
  void whatIsOnTrialSaysNothingAboutTheEvent() {
    gate.tryBeside(new Always(NEGATIVE), ALWAYS);
    assertThat(gate.judge(events(1))).containsExactly(POSITIVE);
    gate.catchUp();
    assertThat(gate.tally().disagreements()).isOne();
  }

  @Test
  void itJudgesOnlyAfterTheFindingsHaveLeft() {
    var onTrial = new Always(POSITIVE);
    gate.tryBeside(onTrial, ALWAYS);
    gate.judge(events(3));
    assertThat(onTrial.judged).isZero();
    gate.catchUp();
    gate.catchUp();
    assertThat(onTrial.judged).as("each batch once").isEqualTo(3);
    assertThat(gate.tally().positives()).isEqualTo(3);
    assertThat(gate.tally().nanos()).isEqualTo(3 * Always.NANOS);
  }

  @Test
  void anEventThatOnlyOneCanReadIsADisagreement() {
    gate.tryBeside(new Always(UNREADABLE), ALWAYS);
    gate.judge(events(1));
    gate.catchUp();
    assertThat(gate.tally()).isEqualTo(new Tally(1, 1, 0, Always.NANOS));
    gate.serve(new Always(UNREADABLE));
    gate.tryBeside(new Always(UNREADABLE), ALWAYS);
    gate.judge(events(1));
    gate.catchUp();
    assertThat(gate.tally()).as("neither could, which says nothing").isEqualTo(Tally.NONE);
  }

  @Test
  void aTrialTakesItsShareOfTheTimeAndNoMore() {
    var onTrial = new Always(POSITIVE);
    gate.tryBeside(onTrial, new TimeShare(0.1, Duration.ofNanos(1), 0));
    for (int i = 0; i < 1_000; i++) {
      gate.judge(events(1));
      gate.catchUp();
    }
    assertThat(onTrial.judged).isBetween(90, 120);
    assertThat(first.judged).isEqualTo(1_000);
  }

  @Test
  void oneThatFailsHasFailedItsTrialAndNothingElse() {
    var broken =
        new Gate() {
          int asked;

          @Override
          public List<Finding> judge(List<Event> events) {
            asked++;
            throw new OutOfMemoryError("no memory left");
          }

          @Override
          public void close() {}
        };
    gate.tryBeside(broken, ALWAYS);
    for (int i = 0; i < 3; i++) {
      assertThat(gate.judge(events(1))).containsExactly(POSITIVE);
      gate.catchUp();
    }
    assertThat(gate.failure()).get().extracting(Throwable::getMessage).isEqualTo("no memory left");
    assertThat(broken.asked).isOne();
    gate.dropCandidate();
    assertThat(gate.failure()).isEmpty();
  }

  @Test
  void theOneBeforeIsClosedWhenAnotherServes() {
    var onTrial = new Always(NEGATIVE);
    gate.tryBeside(onTrial, ALWAYS);
    gate.serve(onTrial);
    assertThat(first.closed).isOne();
    assertThat(onTrial.closed).isZero();
    assertThat(gate.judge(events(1))).containsExactly(NEGATIVE);
    gate.catchUp();
    assertThat(onTrial.judged).as("no longer beside itself").isOne();
  }

  @Test
  void whatWasOnTrialIsClosedWhenSomethingElseServes() {
    var onTrial = new Always(NEGATIVE);
    gate.tryBeside(onTrial, ALWAYS);
    gate.serve(new Always(POSITIVE));
    assertThat(onTrial.closed).isOne();
  }

  @Test
  void everythingIsClosedAtTheEnd() {
    var onTrial = new Always(NEGATIVE);
    gate.tryBeside(onTrial, ALWAYS);
    gate.close();
    assertThat(first.closed).isOne();
    assertThat(onTrial.closed).isOne();
  }

  private static List<Event> events(int count) {
    var header =
        new EventHeader(
            "e",
            "t",
            "d",
            "c",
            Kind.SENSOR,
            Instant.EPOCH,
            new Origin("events.sensor", 0, 0, Instant.EPOCH));
    Event event = Event.ofSamples(header, new Samples(List.of("x"), 0, new float[] {1}));
    return Collections.nCopies(count, event);
  }

  /** Says the same of every event, and takes its time. */
  private final class Always implements Gate {
    static final long NANOS = 7;

    private final Finding finding;
    int judged;
    int closed;

    Always(Finding finding) {
      this.finding = finding;
    }

    @Override
    public List<Finding> judge(List<Event> events) {
      judged += events.size();
      nanos.addAndGet(NANOS * events.size());
      return Collections.nCopies(events.size(), finding);
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
