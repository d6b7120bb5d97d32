package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order, each record is written, and nothing that never came. */
class HeldAtLeastOnceTest {
  private static final long MANY = 1 << 20;

  private enum Step {
    WRITE,
    CHECKPOINT,
    /** One that not all tasks get to take, so that it is never complete. */
    FAILED_CHECKPOINT,
    CRASH,
    HANG,
    REFUSE,
    GO_ON
  }

  /** What has come so far, what is kept of it, and the run that is under way. */
  private static final class Run {
    final FakeTopic topic = new FakeTopic();
    List<byte[]> kept = List.of();
    long keptUntil;
    long next;
    long everCame;
    long checkpoint;
    HoldingRun run = open();

    Run() throws IOException {}

    private HoldingRun open() throws IOException {
      return new HoldingRun(topic, kept, MANY, 0, Duration.ZERO);
    }

    void take(Step step) throws Exception {
      try {
        go(step);
      } catch (IOException e) {
        // Refused: the task fails, and is restored.
        crash();
      }
    }

    private void go(Step step) throws Exception {
      switch (step) {
        case WRITE -> {
          for (int i = 0; i < 3; i++) {
            run.write(next);
            next++;
            everCame = Math.max(everCame, next);
          }
        }
        case CHECKPOINT -> {
          kept = run.checkpoint(++checkpoint);
          keptUntil = next;
        }
        case FAILED_CHECKPOINT -> run.checkpoint(++checkpoint);
        case CRASH -> crash();
        case HANG -> topic.hang();
        case REFUSE -> topic.refuse(new IOException("refused"));
        case GO_ON -> topic.goOn();
      }
    }

    /** The source goes back to where it was. */
    private void crash() throws Exception {
      run.close();
      run = open();
      next = keptUntil;
    }

    void end() throws Exception {
      topic.goOn();
      boolean over = false;
      while (!over) {
        try {
          run.endOfInput();
          over = true;
        } catch (IOException e) {
          crash();
        }
      }
      run.close();
    }
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void eachIsWrittenInTheOrderInWhichItCameWhateverHangsRefusesAndCrashes(
      @ForAll @Size(max = 40) List<Step> steps) throws Exception {
    var run = new Run();
    for (Step step : steps) {
      run.take(step);
    }
    run.end();
    long came = run.next;
    var written = new LinkedHashSet<>(SomeRecords.numbers(run.topic.records()));
    // What was written before a crash that took its source back further is not counted as come.
    assertThat(written).containsAll(LongStream.range(0, came).boxed().toList());
    assertThat(List.copyOf(written)).isSorted();
    assertThat(written).allSatisfy(number -> assertThat(number).isLessThan(run.everCame));
  }
}
