package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HoldingWriterTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Duration IMPATIENT = Duration.ofMillis(1);
  private static final long MANY = 1 << 20;
  private static final long TWO = 2 * SomeRecords.record(0).bytes();

  private final FakeTopic topic = new FakeTopic();

  private HoldingRun run(List<byte[]> from, Duration patience) throws IOException {
    return new HoldingRun(topic, from, MANY, 0, patience);
  }

  private List<Long> written() {
    return SomeRecords.numbers(topic.records());
  }

  @Test
  void whereTheBrokerIsQuickTheTopicHasEverythingAtACheckpointAndTheStateNothing()
      throws Exception {
    try (var run = run(List.of(), PATIENT)) {
      run.write(0);
      run.write(1);
      assertThat(run.heldIn(run.checkpoint(1))).isEmpty();
      assertThat(written()).containsExactly(0L, 1L);
    }
  }

  @Test
  void nobodyWaitsForABrokerThatHangsAndWhatItDoesNotHaveIsWrittenAfterARestore() throws Exception {
    List<byte[]> kept;
    topic.hang();
    try (var run = run(List.of(), IMPATIENT)) {
      run.write(0);
      run.write(1);
      kept = run.checkpoint(1);
      run.write(2);
      assertThat(run.heldIn(kept)).containsExactly(0L, 1L);
    }
    topic.goOn();
    try (var restored = run(kept, PATIENT)) {
      restored.write(2);
      assertThat(restored.heldIn(restored.checkpoint(2))).isEmpty();
    }
    assertThat(written()).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aCheckpointDoesNotStopWhatIsBeingWritten() throws Exception {
    topic.hang();
    try (var run = run(List.of(), IMPATIENT)) {
      run.write(0);
      run.checkpoint(1);
      topic.goOn();
      assertThat(run.pump.settle(PATIENT)).isTrue();
      assertThat(run.pump.heldBytes()).isZero();
    }
    assertThat(written()).containsExactly(0L);
  }

  @Test
  void aRefusalThatComesAsAnAnswerFailsTheTaskAndTheRecordStaysHeld() throws Exception {
    var refusal = new IOException("not authorized");
    topic.refuse(refusal);
    try (var run = run(List.of(), PATIENT)) {
      run.write(0);
      assertThat(run.failure.get()).isSameAs(refusal);
      assertThat(SomeRecords.numbers(run.pump.held())).containsExactly(0L);
      assertThatThrownBy(() -> run.write(1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("records for verdicts could not be written")
          .hasMessageContaining("not authorized")
          .hasCause(refusal);
      assertThatThrownBy(() -> run.checkpoint(1)).hasCause(refusal);
      assertThatThrownBy(run::endOfInput).hasCause(refusal);
    }
  }

  @Test
  void aValueOfWhichNoRecordCanBeMadeFailsTheTaskThatBroughtIt() throws Exception {
    try (var run = run(List.of(), PATIENT)) {
      run.write(0);
      assertThatThrownBy(() -> run.write(-1)).hasMessage("the registry does not answer");
      assertThat(run.heldIn(run.checkpoint(1))).isEmpty();
    }
    assertThat(written()).containsExactly(0L);
  }

  @Test
  void theEndOfTheInputWaitsUntilAllIsWritten() throws Exception {
    topic.hang();
    try (var run = run(List.of(), IMPATIENT)) {
      run.write(0);
      run.checkpoint(1);
      var end = Doing.started(run::endOfInput);
      end.awaitWaiting();
      topic.goOn();
      end.get();
      assertThat(run.heldIn(run.checkpoint(2))).isEmpty();
    }
    assertThat(written()).containsExactly(0L);
  }

  @Test
  @Timeout(60)
  void whoeverBringsMoreThanCanBeHeldWaits() throws Exception {
    aThirdWaitsForRoom(0, SomeRecords.record(2), Doing::awaitWaiting);
  }

  @Test
  @Timeout(60)
  void aRecordWaitsForRoomBeforeItIsTakenFromTheReserve() throws Exception {
    aThirdWaitsForRoom(MANY, SomeRecords.large(2), Doing::awaitWaitingAWhile);
  }

  private void aThirdWaitsForRoom(long reserveBytes, HeldRecord third, Consumer<Doing> seen)
      throws Exception {
    topic.hang();
    try (var run = new HoldingRun(topic, List.of(), TWO, reserveBytes, IMPATIENT)) {
      run.write(0);
      run.write(1);
      assertThat(run.pump.hasRoom()).isFalse();
      var adding = Doing.started(() -> run.pump.add(third));
      seen.accept(adding);
      topic.goOn();
      adding.get();
      run.endOfInput();
    }
    assertThat(written()).containsExactly(0L, 1L, 2L);
  }

  /** Nor does a checkpoint, since its barrier comes after a record and not in the middle of one. */
  @Test
  @Timeout(60)
  void whileThereIsAReserveNobodyWaitsForLongForABrokerThatHangs() throws Exception {
    topic.hang();
    try (var run = new HoldingRun(topic, List.of(), TWO, TWO, IMPATIENT)) {
      for (long number = 0; number < 4; number++) {
        run.write(number);
      }
      assertThat(run.heldIn(run.checkpoint(1))).containsExactly(0L, 1L, 2L, 3L);
      var fifth = Doing.started(() -> run.write(4));
      fifth.awaitWaiting();
      topic.goOn();
      fifth.get();
      run.endOfInput();
    }
    assertThat(written()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }
}
