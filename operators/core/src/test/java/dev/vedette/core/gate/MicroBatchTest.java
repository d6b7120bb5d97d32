package dev.vedette.core.gate;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.frame;
import static dev.vedette.core.Examples.positive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Objection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class MicroBatchTest {
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);
  private static final Event FRAME = frame("e-1");
  private static final Arrival ARRIVAL = Arrival.of(FRAME, new byte[] {9});

  private static final Judgement NEGATIVE =
      new Judgement("face@1.0.0", "float", "face", 0.1, false);
  private static final BiPredicate<EventHeader, Instant> NONE_ELSE = (header, now) -> false;

  private final MicroBatch<String> batch = new MicroBatch<>(2, 1_000);

  @Test
  void aBatchIsDueWhenItIsFull() {
    batch.add(ARRIVAL, FRAME, "a", 0);
    assertThat(batch.isDue(0)).isFalse();
    batch.add(ARRIVAL, FRAME, "b", 0);
    assertThat(batch.isDue(0)).isTrue();
  }

  @Test
  void aBatchIsDueWhenItsFirstEventHasWaitedLongest() {
    batch.add(ARRIVAL, FRAME, "a", 500);
    assertThat(batch.isDue(1_499)).isFalse();
    assertThat(batch.isDue(1_500)).isTrue();
  }

  @Test
  void nothingIsNeverDue() {
    assertThat(batch.isDue(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void findingsComeBackWithTheirTicketsAndTimes() {
    batch.add(ARRIVAL, FRAME, "a", 1_000);
    batch.add(ARRIVAL, FRAME, "b", 3_000);
    var found = batch.judge(gate(positive(), positive()), CLOCK, () -> 8_000, NONE_ELSE);
    assertThat(found).extracting(MicroBatch.Found::ticket).containsExactly("a", "b");
    assertThat(found).extracting(one -> one.judged().gateMicros()).containsExactly(7L, 5L);
    assertThat(found).extracting(one -> one.judged().judgedAt()).containsOnly(NOON);
    assertThat(batch.size()).isZero();
  }

  @Test
  void aJudgementIsDatedWhenTheGateHasJudged() {
    var now = new AtomicReference<>(NOON);
    Gate slow =
        new Gate() {
          @Override
          public List<Finding> judge(List<Event> events) {
            now.set(NOON.plusSeconds(1));
            return List.of(positive());
          }

          @Override
          public void close() {}
        };
    batch.add(ARRIVAL, FRAME, "a", 0);
    assertThat(batch.judge(slow, now::get, () -> 1, NONE_ELSE).get(0).judged().judgedAt())
        .isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void whatTheGateCannotReadBecomesADeadLetterWithItsBytes() {
    batch.add(ARRIVAL, FRAME, "a", 0);
    var unreadable = new Finding.Unreadable(new Objection(DeadLetterReason.NOT_A_PICTURE, "no"));
    var found = batch.judge(gate(unreadable), CLOCK, () -> 1, NONE_ELSE).get(0);
    assertThat(found.judged()).isNull();
    var letter = Objects.requireNonNull(found.deadLetter());
    assertThat(letter.bytes()).containsExactly(9);
    assertThat(letter.origin()).isEqualTo(ARRIVAL.origin());
    assertThat(letter.reason()).isEqualTo(DeadLetterReason.NOT_A_PICTURE);
    assertThat(letter.at()).isEqualTo(NOON);
  }

  @Test
  void aNegativeEventGoesOnWithWhatItShowsOnlyIfItIsWanted() {
    batch.add(ARRIVAL, FRAME, "a", 0);
    var alone = batch.judge(gate(NEGATIVE), CLOCK, () -> 1, NONE_ELSE).get(0).judged();
    assertThat(alone.isShown()).isFalse();

    batch.add(ARRIVAL, FRAME, "a", 0);
    var shown =
        batch
            .judge(
                gate(NEGATIVE),
                CLOCK,
                () -> 1,
                (header, now) -> header.equals(FRAME.header()) && now.equals(NOON))
            .get(0)
            .judged();
    assertThat(shown.picture()).isEqualTo(FRAME.picture());
    assertThat(shown.judgement().positive()).isFalse();
  }

  @Test
  void aGateThatLosesAnEventIsAFault() {
    batch.add(ARRIVAL, FRAME, "a", 0);
    assertThatThrownBy(() -> batch.judge(gate(), CLOCK, () -> 1, NONE_ELSE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("0 findings for 1 events");
  }

  @Test
  void aBatchOfNothingIsRefused() {
    assertThatThrownBy(() -> new MicroBatch<String>(0, 1)).hasMessage("most < 1: 0");
  }

  @Test
  void aWaitOfLessThanNothingIsRefused() {
    assertThatThrownBy(() -> new MicroBatch<String>(1, -1)).hasMessage("longestWaitNanos < 0: -1");
  }

  private static Gate gate(Finding... findings) {
    return new Gate() {
      @Override
      public List<Finding> judge(List<Event> events) {
        return List.of(findings);
      }

      @Override
      public void close() {}
    };
  }
}
