package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Whatever happens in whatever order, each letter is committed once. */
class LettersOnceTest {
  private static final int BYTES = 200;
  private static final HeldLetters.Bounds TIGHT = new HeldLetters.Bounds(1_500, 3_000, 20);

  private final SimpleVersionedSerializer<LettersState> serializer = LetterWriterTest.serializer();

  private enum Step {
    WRITE,
    CHECKPOINT,
    /** One that not all tasks get to take, so that it is never complete. */
    FAILED_CHECKPOINT,
    /** One that is complete, which is never told to this task. */
    CHECKPOINT_AND_CRASH,
    CRASH,
    HANG,
    GO_ON
  }

  /** What has come so far, what is kept of it, and the run that is under way. */
  private final class Run {
    final FakeBroker broker = new FakeBroker();
    final HeldLetters.Bounds bounds;
    final boolean counted;
    FakeTask.Kept kept = FakeTask.Kept.NOTHING;
    long keptUntil;
    long next;
    long checkpoint;
    FakeTask task;

    /**
     * @param counted whether checkpoints are counted on after a crash, as where the task alone has
     *     crashed, or from the one that is restored
     */
    Run(HeldLetters.Bounds bounds, boolean counted) throws IOException {
      this.bounds = bounds;
      this.counted = counted;
      task = new FakeTask(broker, kept, bounds, Duration.ZERO, serializer);
    }

    void take(Step step) throws Exception {
      switch (step) {
        case WRITE -> write();
        case CHECKPOINT -> {
          checkpoint();
          task.commit(kept);
        }
        case FAILED_CHECKPOINT -> task.checkpoint(++checkpoint);
        case CHECKPOINT_AND_CRASH -> {
          checkpoint();
          crash();
        }
        case CRASH -> crash();
        case HANG -> {
          // With bounds that are tight, whoever writes would wait for ever.
          if (bounds != TIGHT) {
            broker.hang();
          }
        }
        case GO_ON -> broker.goOn();
      }
    }

    void write() throws Exception {
      for (int i = 0; i < 3; i++) {
        task.write(SomeLetters.letter(next, BYTES));
        next++;
      }
    }

    void checkpoint() throws Exception {
      kept = task.checkpoint(++checkpoint);
      keptUntil = next;
    }

    /** The source goes back to where it was. */
    void crash() throws Exception {
      task.close();
      task = new FakeTask(broker, kept, bounds, Duration.ZERO, serializer);
      checkpoint = counted ? checkpoint : kept.checkpoint();
      next = keptUntil;
      assertThat(broker.open())
          .as("transactions that are open, but for the new one")
          .isSubsetOf(FakeConnector.name(kept.checkpoint() + 1));
    }

    void end() throws Exception {
      broker.goOn();
      task.endOfInput();
      kept = task.snapshot(++checkpoint);
      task.commit(kept);
      task.close();
    }
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void eachIsCommittedOnceWhateverHangsAndCrashes(
      @ForAll @Size(max = 40) List<Step> steps, @ForAll boolean tight, @ForAll boolean counted)
      throws Exception {
    var run = new Run(tight ? TIGHT : HeldLetters.Bounds.USUAL, counted);
    for (Step step : steps) {
      run.take(step);
    }
    run.end();
    assertThat(SomeLetters.offsets(run.broker.committed()))
        .containsExactlyElementsOf(LongStream.range(0, run.next).boxed().toList());
    assertThat(run.broker.open()).isEmpty();
  }
}
