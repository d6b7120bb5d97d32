package dev.vedette.pipeline.held;

import static dev.vedette.pipeline.held.SomeLetters.letter;
import static dev.vedette.pipeline.held.SomeLetters.letters;
import static dev.vedette.pipeline.held.SomeLetters.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;

class LetterWriterTest {
  private static final int BYTES = 100;
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Duration IMPATIENT = Duration.ofMillis(1);
  private static final HeldLetters.Bounds TWO_AT_MOST =
      new HeldLetters.Bounds(
          1 << 20, 2 * new HeldLetters(HeldLetters.Bounds.USUAL).bytesOf(letter(0, BYTES)), 10);

  private final FakeBroker broker = new FakeBroker();

  static SimpleVersionedSerializer<LettersState> serializer() {
    var clients = new Properties();
    clients.setProperty("bootstrap.servers", "nowhere:9092");
    return new LettersStateSerializer(
        KafkaSink.<DeadLetter>builder()
            .setKafkaProducerConfig(clients)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(FakeConnector.PREFIX)
            .setRecordSerializer((letter, context, timestamp) -> null)
            .build()
            .getWriterStateSerializer());
  }

  private FakeTask task(FakeTask.Kept from, Duration patience) throws IOException {
    return new FakeTask(broker, from, HeldLetters.Bounds.USUAL, patience, serializer());
  }

  @Test
  void lettersAreCommittedWithTheCheckpointThatFindsThemWritten() throws Exception {
    try (var task = task(FakeTask.Kept.NOTHING, PATIENT)) {
      write(task, letters(0, 3, BYTES));
      untilCommitted(task, 1, 3);
    }
    assertThat(offsets(broker.committed())).containsExactly(0L, 1L, 2L);
    assertThat(broker.open()).isEmpty();
  }

  @Test
  void nobodyWaitsForABrokerThatHangsAndTheCheckpointHasWhatItDidNotTake() throws Exception {
    FakeTask.Kept kept;
    try (var task = task(FakeTask.Kept.NOTHING, IMPATIENT)) {
      write(task, letters(0, 2, BYTES));
      FakeTask.Kept before = untilCommitted(task, 1, 2);
      broker.hang();
      write(task, letters(2, 5, BYTES));
      kept = untilMissed(task, before.checkpoint() + 1);
      assertThat(kept.committables()).isEmpty();
      assertThat(offsets(task.heldIn(kept))).containsExactly(2L, 3L, 4L);
    }
    broker.goOn();
    try (var restored = task(kept, PATIENT)) {
      untilCommitted(restored, kept.checkpoint() + 1, 5);
    }
    assertThat(offsets(broker.committed())).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(broker.open()).isEmpty();
  }

  @Test
  void whatWasWrittenAfterAMissedCheckpointIsCommittedWithTheNext() throws Exception {
    broker.hang();
    try (var task = task(FakeTask.Kept.NOTHING, IMPATIENT)) {
      write(task, letters(0, 3, BYTES));
      FakeTask.Kept missed = untilMissed(task, 1);
      task.commit(missed);
      assertThat(broker.committed()).isEmpty();
      broker.goOn();
      untilCommitted(task, missed.checkpoint() + 1, 3);
    }
    assertThat(offsets(broker.committed())).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aFailureOfTheBrokersFailsTheTaskWithItsCause() throws Exception {
    var refusal = new IOException("not authorized");
    try (var task = task(FakeTask.Kept.NOTHING, PATIENT)) {
      task.connector.refuse(refusal);
      task.write(letter(0, BYTES));
      assertThat(task.failure.get()).isSameAs(refusal);
      assertThatThrownBy(() -> task.write(letter(1, BYTES)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not authorized")
          .hasCause(refusal);
      assertThatThrownBy(() -> task.checkpoint(1)).hasCause(refusal);
      assertThatThrownBy(task::endOfInput).hasCause(refusal);
    }
  }

  @Test
  void theEndOfTheInputWaitsUntilAllIsWritten() throws Exception {
    broker.hang();
    try (var task = task(FakeTask.Kept.NOTHING, IMPATIENT)) {
      write(task, letters(0, 3, BYTES));
      untilMissed(task, 1);
      var end = Doing.started(task::endOfInput);
      end.awaitWaiting();
      broker.goOn();
      end.get();
      FakeTask.Kept last = task.snapshot(100);
      assertThat(task.heldIn(last)).isEmpty();
      task.commit(last);
    }
    assertThat(offsets(broker.committed())).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whoeverBringsMoreThanCanBeHeldWaitsEvenAfterAMissedCheckpoint() throws Exception {
    broker.hang();
    try (var task =
        new FakeTask(broker, FakeTask.Kept.NOTHING, TWO_AT_MOST, IMPATIENT, serializer())) {
      task.write(letter(0, BYTES));
      untilMissed(task, 1);
      task.write(letter(1, BYTES));
      assertThat(task.hasRoom()).as("the one that is being written is forgotten").isTrue();
      task.write(letter(2, BYTES));
      assertThat(task.hasRoom()).isFalse();
      var fourth = Doing.started(() -> task.write(letter(3, BYTES)));
      fourth.awaitWaiting();
      broker.goOn();
      fourth.get();
      untilCommitted(task, 100, 4);
    }
    assertThat(offsets(broker.committed())).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void ofATransactionOfWhichSomethingIsForgottenTheCheckpointWaitsForTheEnd() throws Exception {
    broker.hang();
    try (var task =
        new FakeTask(broker, FakeTask.Kept.NOTHING, TWO_AT_MOST, IMPATIENT, serializer())) {
      task.write(letter(0, BYTES));
      untilMissed(task, 1);
      task.write(letter(1, BYTES));
      assertThat(task.hasRoom()).isTrue();
      var checkpoint = Doing.started(() -> task.commit(task.checkpoint(100)));
      checkpoint.awaitWaiting();
      broker.goOn();
      checkpoint.get();
      untilCommitted(task, 101, 2);
    }
    assertThat(offsets(broker.committed())).containsExactly(0L, 1L);
  }

  @Test
  void whoeverGoesBackToAnOlderCheckpointFindsNothingOpenEither() throws Exception {
    FakeTask.Kept old;
    FakeTask.Kept missed;
    try (var first = task(FakeTask.Kept.NOTHING, IMPATIENT)) {
      old = first.checkpoint(1);
      broker.hang();
      write(first, letters(0, 2, BYTES));
      missed = untilMissed(first, 2);
      missed = first.checkpoint(missed.checkpoint() + 1);
      assertThat(first.hasMissed()).isTrue();
    }
    broker.goOn();
    try (var second = task(missed, PATIENT)) {
      second.endOfInput();
      assertThat(broker.open()).isNotEmpty();
    }
    try (var third = task(old, PATIENT)) {
      assertThat(third.heldIn(old)).isEmpty();
      assertThat(broker.open()).isEmpty();
    }
  }

  private static void write(FakeTask task, List<DeadLetter> letters) throws Exception {
    for (DeadLetter letter : letters) {
      task.write(letter);
    }
  }

  /** Checkpoints, all of them complete, until so many letters are committed. */
  private FakeTask.Kept untilCommitted(FakeTask task, long from, int letters) throws Exception {
    long id = from;
    while (true) {
      FakeTask.Kept kept = task.checkpoint(id);
      task.commit(kept);
      if (broker.committed().size() >= letters && task.heldIn(kept).isEmpty()) {
        return kept;
      }
      id++;
      Thread.onSpinWait();
    }
  }

  /** Checkpoints until one finds the pump in a batch, which it has to have begun first. */
  private static FakeTask.Kept untilMissed(FakeTask task, long from) throws Exception {
    long id = from;
    while (true) {
      FakeTask.Kept kept = task.checkpoint(id);
      if (task.hasMissed()) {
        return kept;
      }
      id++;
      Thread.onSpinWait();
    }
  }
}
