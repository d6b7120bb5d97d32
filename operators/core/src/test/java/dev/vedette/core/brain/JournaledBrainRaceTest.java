package dev.vedette.core.brain;

import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call and the one beside it on two threads, which meet at each question. */
class JournaledBrainRaceTest {
  private static final int BATCHES = 20;
  private static final int QUESTIONS_A_BATCH = 100;
  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final int USELESS = 1;
  private static final List<Consumer<FakeBrain.Call>> ENDS =
      List.of(
          call -> call.outcome().complete(answer(420)),
          call -> call.writeElse("Well.", 300),
          call -> call.failForNow(Reason.ERROR, Billing.UNKNOWN, Duration.ZERO));

  private final CyclicBarrier start = new CyclicBarrier(2);
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void endTheOtherThread() {
    other.shutdownNow();
  }

  @Test
  void bothEndAtOnce() throws Exception {
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Asked> questions = questions();
      questions.forEach(Asked::askBeside);
      race(questions, Asked::endFirst, Asked::endSecond);
      for (Asked question : questions) {
        question.settleDown();
        assertThat(question.giver())
            .isEqualTo(question.areBothUseless() ? Giver.EDGE : Giver.CLOUD);
        assertThat(question.run.observer.heard).filteredOn("hedged"::equals).hasSize(1);
      }
    }
  }

  @Test
  void theLedgerHasTheEndsOfBothAtOnce() throws Exception {
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Asked> questions = questions();
      for (Asked question : questions) {
        question.askBeside();
        ENDS.get(question.firstEnd()).accept(question.first);
        ENDS.get(question.secondEnd()).accept(question.second());
      }
      race(questions, Asked::acknowledgeOne, Asked::acknowledgeOne);
      for (Asked question : questions) {
        question.settleDown();
        assertThat(question.giver())
            .isEqualTo(question.areBothUseless() ? Giver.EDGE : Giver.CLOUD);
      }
    }
  }

  @Test
  void theFirstEndsWhenTheSecondIsToBegin() throws Exception {
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Asked> questions = questions();
      race(questions, Asked::endFirst, Asked::beSlow);
      for (Asked question : questions) {
        question.settleDown();
        assertThat(question.giver()).isEqualTo(Giver.CLOUD);
      }
    }
  }

  @Test
  void theFirstEndsWhenTheLedgerHasTheSecond() throws Exception {
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Asked> questions = questions();
      questions.forEach(question -> question.run.time.pass(SLOW));
      race(questions, Asked::endFirst, Asked::acknowledgeOne);
      for (Asked question : questions) {
        question.settleDown();
        assertThat(question.giver()).isEqualTo(Giver.CLOUD);
      }
    }
  }

  @Test
  void theDeadlinePassesWhenOneIsAnswered() throws Exception {
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Asked> questions = questions();
      questions.forEach(Asked::askBeside);
      race(questions, Asked::endSecond, question -> question.run.time.pass(JournaledRun.PATIENCE));
      for (Asked question : questions) {
        question.endFirst();
        question.settleDown();
        assertThat(question.run.observer.heard)
            .filteredOn("hedge won"::equals)
            .hasSizeLessThanOrEqualTo(question.secondEnd() == 0 ? 1 : 0);
      }
    }
  }

  private static List<Asked> questions() {
    return IntStream.range(0, QUESTIONS_A_BATCH).mapToObj(Asked::new).toList();
  }

  private void race(List<Asked> questions, Consumer<Asked> here, Consumer<Asked> there)
      throws Exception {
    var arrivals = new AtomicInteger();
    Future<?> beside =
        other.submit(
            () -> {
              run(questions, there, arrivals);
              return null;
            });
    run(questions, here, arrivals);
    beside.get(1, TimeUnit.MINUTES);
  }

  /** The barrier lets one go after the other, so at each question they wait once more, awake. */
  private void run(List<Asked> questions, Consumer<Asked> act, AtomicInteger arrivals)
      throws Exception {
    start.await(1, TimeUnit.MINUTES);
    int both = 0;
    try {
      for (Asked question : questions) {
        both += 2;
        arrivals.incrementAndGet();
        while (arrivals.get() < both) {
          Thread.onSpinWait();
        }
        act.accept(question);
      }
    } finally {
      // Nobody waits for one that has failed.
      arrivals.addAndGet(2 * questions.size());
    }
  }

  /** A question in a run of its own, whose first call is under way. */
  private static final class Asked {
    private final int number;
    private final JournaledRun run =
        JournaledRun.hedging(
            new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6)),
            new HedgePolicy(SLOW, 1));
    private final CompletableFuture<Verdict> verdict = run.ask(fresh("e-1"));
    private final FakeBrain.Call first;

    Asked(int number) {
      this.number = number;
      run.acknowledge();
      this.first = run.brain.calls.remove();
    }

    int firstEnd() {
      return number % ENDS.size();
    }

    int secondEnd() {
      return number / ENDS.size() % ENDS.size();
    }

    boolean areBothUseless() {
      return firstEnd() == USELESS && secondEnd() == USELESS;
    }

    void beSlow() {
      run.time.pass(SLOW);
      acknowledgeAll();
    }

    void askBeside() {
      run.time.pass(SLOW);
      run.acknowledge();
    }

    FakeBrain.Call second() {
      return run.brain.calls.remove();
    }

    void endFirst() {
      end(first, firstEnd());
    }

    void endSecond() {
      end(second(), secondEnd());
    }

    private void end(FakeBrain.Call call, int how) {
      ENDS.get(how).accept(call);
      acknowledgeAll();
    }

    void acknowledgeOne() {
      var line = run.journal.appends.poll();
      if (line != null) {
        line.acknowledge();
      }
    }

    private void acknowledgeAll() {
      while (!run.journal.appends.isEmpty()) {
        acknowledgeOne();
      }
    }

    Giver giver() {
      return verdict.join().by();
    }

    /** Answers what is still asked, and looks at what is left when nothing is. */
    void settleDown() {
      acknowledgeAll();
      while (run.time.pending() > 0 || !run.brain.calls.isEmpty()) {
        run.time.pass(Duration.ofSeconds(1));
        acknowledgeAll();
        for (var call = run.brain.calls.poll(); call != null; call = run.brain.calls.poll()) {
          end(call, 0);
        }
      }
      assertThat(verdict).isDone();
      assertThat(run.permits.availablePermits()).isEqualTo(2);
      assertThat(run.underWay()).isZero();
      // A place may be given back unused, without a line: the grant had ended meanwhile.
      assertThat(run.road.ends.size() - attempts().size())
          .as("each place is given back once")
          .isBetween(0, Collections.frequency(run.road.ends, "unused"));
      assertThat(run.journal.ended).hasSize(1);
      assertThat(attempts())
          .allSatisfy(
              lines -> {
                assertThat(lines).hasSize(2);
                assertThat(lines.get(0).entry()).isEqualTo(LedgerLine.Entry.DISPATCHED);
                assertThat(lines.get(1).entry()).isNotEqualTo(LedgerLine.Entry.DISPATCHED);
              });
    }

    private List<List<LedgerLine>> attempts() {
      return List.copyOf(
          run.journal.lines.stream().collect(groupingBy(line -> line.call().attempt())).values());
    }
  }
}
