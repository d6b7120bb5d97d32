package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.question;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What holds whatever the journal, the brain and the clock do, and in whatever order. */
class JournaledBrainScheduleTest {
  private static final int PERMITS = 3;
  private static final int MOST_GRANTS = 80;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** One thing that can happen next. */
  enum Step {
    FRESH_GRANT,
    RESTORED_GRANT,
    APPEND_ACKNOWLEDGED,
    APPEND_FAILED,
    ANSWERED,
    NOT_BILLED,
    BILLING_UNKNOWN,
    BUSY,
    USELESS,
    READ,
    READ_FAILED,
    TIME_PASSES
  }

  /** A verdict to come, and by when. */
  private record Promise(Instant deadline, CompletableFuture<Verdict> verdict) {}

  /** Everything that one schedule touches. */
  private static final class World {
    final FakeTime time = new FakeTime();
    final FakeJournal journal = new FakeJournal();
    final FakeBrain brain = new FakeBrain();
    final FakeRoad road = new FakeRoad(brain, PERMITS);
    final Semaphore permits = road.permits;
    final List<Promise> promises = new ArrayList<>();
    final Set<String> acknowledged = new HashSet<>();
    final JournaledBrain journaled =
        new JournaledBrain(
            new Roads(List.of(road)),
            account -> false,
            journal,
            List.of(new JournalPosition(0, 100)),
            PERMITS,
            new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(8)),
            new HedgePolicy(Duration.ofSeconds(3), 0.5),
            () -> 0.5,
            new HeardCalls(),
            time,
            time);

    void take(Step step) {
      switch (step) {
        case FRESH_GRANT -> grant(100);
        case RESTORED_GRANT -> grant(50);
        case APPEND_ACKNOWLEDGED -> acknowledge();
        case APPEND_FAILED -> {
          if (!journal.appends.isEmpty()) {
            journal.appends.remove().fail();
          }
        }
        case ANSWERED -> {
          if (!brain.calls.isEmpty()) {
            brain.calls.remove().outcome().complete(answer(5));
          }
        }
        case NOT_BILLED -> fail(Billing.NOT_BILLED);
        case BILLING_UNKNOWN -> fail(Billing.UNKNOWN);
        case BUSY -> {
          if (!brain.calls.isEmpty()) {
            brain
                .calls
                .remove()
                .failForNow(Reason.RATE_LIMITED, Billing.NOT_BILLED, Duration.ofSeconds(1));
          }
        }
        case USELESS -> {
          if (!brain.calls.isEmpty()) {
            brain.calls.remove().writeElse("Well.", 5);
          }
        }
        case READ -> read();
        case READ_FAILED -> {
          if (!journal.reads.isEmpty()) {
            journal.reads.remove().fail();
          }
        }
        case TIME_PASSES -> time.pass(Duration.ofSeconds(4));
      }
    }

    private void grant(long foldedTo) {
      Instant deadline = time.instant().plus(PATIENCE);
      var grant =
          new Grant(
              question("e-" + promises.size(), deadline),
              1,
              false,
              new JournalPosition(0, foldedTo),
              1,
              ample(time.instant()));
      promises.add(
          new Promise(
              deadline, journaled.answer(grant).thenApply(Word::verdict).toCompletableFuture()));
    }

    private void acknowledge() {
      if (!journal.appends.isEmpty()) {
        FakeJournal.Append append = journal.appends.remove();
        if (append.line().entry() == LedgerLine.Entry.DISPATCHED) {
          acknowledged.add(append.line().call().requestId());
        }
        append.acknowledge();
      }
    }

    private void fail(Billing billing) {
      if (!brain.calls.isEmpty()) {
        brain.calls.remove().fail(Reason.OFFLINE, billing);
      }
    }

    /** An earlier run settled every third question and only dispatched every other third. */
    private void read() {
      if (journal.reads.isEmpty()) {
        return;
      }
      var lines = new ArrayList<LedgerLine>();
      for (int i = 0; i < MOST_GRANTS; i++) {
        Grant earlier = JournaledRun.fresh("e-" + i);
        Question asked = earlier.question();
        var call = LedgerCall.of(earlier, brain);
        if (i % 3 != 0) {
          lines.add(LedgerLine.dispatched(asked.account(), call, 9, NOON));
        }
        if (i % 3 == 1) {
          lines.add(LedgerLine.settled(asked.account(), call, answer(5), NOON));
        }
      }
      journal.reads.remove().lines().complete(lines);
    }

    void settleDown() {
      do {
        while (isBusy()) {
          read();
          acknowledge();
          take(Step.ANSWERED);
        }
        time.pass(PATIENCE);
      } while (isBusy());
    }

    private boolean isBusy() {
      return !journal.reads.isEmpty() || !journal.appends.isEmpty() || !brain.calls.isEmpty();
    }
  }

  @Property(tries = 1000)
  void permitsNeverLeakAndEveryVerdictComesInTime(
      @ForAll @Size(min = 1, max = MOST_GRANTS) List<Step> schedule) {
    var world = new World();
    for (Step step : schedule) {
      world.take(step);
      assertThat(world.permits.availablePermits()).isBetween(0, PERMITS);
      assertThat(world.brain.calls).hasSizeLessThanOrEqualTo(PERMITS);
      assertThat(world.promises)
          .filteredOn(promise -> !promise.deadline().isAfter(world.time.instant()))
          .allMatch(promise -> promise.verdict().isDone());
    }
    world.settleDown();
    assertThat(world.permits.availablePermits()).isEqualTo(PERMITS);
    assertThat(world.promises)
        .allMatch(p -> p.verdict().isDone() && !p.verdict().isCompletedExceptionally());
  }

  @Property(tries = 1000)
  void everyCallWasJournaledBeforeAndIsClosedByOneLineAfter(
      @ForAll @Size(min = 1, max = MOST_GRANTS) List<Step> schedule) {
    var world = new World();
    schedule.forEach(world::take);
    world.settleDown();

    assertThat(world.brain.requestIds).doesNotHaveDuplicates();
    assertThat(world.acknowledged).containsAll(world.brain.requestIds);
    assertThat(
            world.journal.lines.stream()
                .filter(line -> line.entry() != LedgerLine.Entry.DISPATCHED)
                .map(line -> line.call().requestId()))
        .as("also what was not wanted any more when it was in the ledger")
        .containsExactlyInAnyOrderElementsOf(world.acknowledged);
    assertThat(world.journal.lines)
        .filteredOn(line -> !world.brain.requestIds.contains(line.call().requestId()))
        .extracting(LedgerLine::entry)
        .as("who was not asked is not paid")
        .isSubsetOf(LedgerLine.Entry.DISPATCHED, LedgerLine.Entry.RELEASED);
  }

  @Property(tries = 1000)
  void noModelIsShownItsWordsAgainAfterARepairInVain(
      @ForAll @Size(min = 1, max = MOST_GRANTS) List<Step> schedule) {
    var world = new World();
    schedule.forEach(world::take);
    world.settleDown();
    Map<String, Long> inVain =
        world.journal.lines.stream()
            .filter(line -> line.answer() != null && !line.answer().isUseful())
            .collect(groupingBy(line -> line.call().inferenceId(), counting()));
    assertThat(inVain.values()).allMatch(calls -> calls <= 2);
  }

  @Property(tries = 1000)
  void aRestoredQuestionThatWasAnsweredIsNeverAskedAgain(
      @ForAll @Size(min = 1, max = MOST_GRANTS) List<Step> schedule) {
    var world = new World();
    for (Step step : schedule) {
      world.take(step == Step.FRESH_GRANT ? Step.RESTORED_GRANT : step);
    }
    world.settleDown();
    for (int i = 1; i < world.promises.size(); i += 3) {
      String inferenceId = question("e-" + i, NOON).inferenceId();
      assertThat(world.brain.requestIds).noneMatch(id -> id.startsWith(inferenceId));
    }
  }
}
