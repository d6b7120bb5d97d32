package dev.vedette.scenarios;

import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.cloud.road.GuardedRoad;
import dev.vedette.cloud.road.RoadOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.CallObserver;
import dev.vedette.core.brain.Discretion;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.HedgePolicy;
import dev.vedette.core.brain.JournaledBrain;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.RetryPolicy;
import dev.vedette.core.brain.Roads;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Questions on their whole way: journaled, on a guarded road, called up to three times with waits
 * in between. What they hold on it has to be given back however they end.
 *
 * <p>The breaker is set so that it lets all of them through, or few would call.
 */
final class FaultyQuestions implements Asked {
  private static final int MOST_WAITING = 64;
  private static final RoadOptions OPEN =
      new RoadOptions(10_000, 1, Duration.ofSeconds(1), Duration.ofSeconds(1));
  private static final JournalPosition START = new JournalPosition(0, 0);

  private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1);
  private final LongAdder calls = new LongAdder();
  private final GuardedRoad road;
  private final JournaledBrain brain;

  /**
   * @param atOnce questions
   * @param patience with one call
   */
  FaultyQuestions(ProviderOptions provider, int atOnce, Duration patience) throws KeyFileException {
    alarms.setRemoveOnCancelPolicy(true);
    road = GuardedRoad.open(provider, OPEN, Prompt.shipped(), System::nanoTime);
    road.widen(atOnce);
    brain =
        new JournaledBrain(
            new Roads(List.of(road), Discretion.NONE),
            account -> false,
            new Nowhere(),
            List.of(START),
            MOST_WAITING,
            new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2), patience),
            HedgePolicy.never(),
            () -> ThreadLocalRandom.current().nextDouble(),
            new Counted(),
            InstantSource.system(),
            this::in);
  }

  private JournaledBrain.Alarm.Pending in(Duration delay, Runnable action) {
    var alarm = alarms.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> alarm.cancel(false);
  }

  @Override
  public CompletionStage<String> ask(Question question, String name) {
    Instant now = Instant.now();
    return brain
        .answer(new Grant(question, 1, false, START, 1, reservation(now)))
        .thenApply(word -> spelt(Objects.requireNonNull(word.verdict())));
  }

  private Reservation reservation(Instant now) {
    return new Reservation(
        now, 3, List.of(new RoadPrice(road.name(), "faulty", Long.MAX_VALUE / 3)));
  }

  private static String spelt(Verdict verdict) {
    Reason reason = verdict.reason();
    return reason == null ? "answered" : reason.wireName();
  }

  /** Calls under way, places that are taken, and alarms that wait to fire. */
  @Override
  public int leftBehind() {
    return brain.underWay() + road.state().underWay() + alarms.getQueue().size();
  }

  /** How many calls were made. */
  long calls() {
    return calls.sum();
  }

  @Override
  public void close() {
    brain.close();
    road.close();
    alarms.shutdownNow();
  }

  /** A ledger that keeps nothing: ten thousand pictures of it would be what grows. */
  private static final class Nowhere implements Journal {
    @Override
    public CompletionStage<JournalPosition> append(LedgerLine line) {
      return CompletableFuture.completedFuture(START);
    }

    @Override
    public int partitionOf(String accountKey) {
      return 0;
    }

    @Override
    public List<JournalPosition> mark(String key, String epoch) {
      return List.of(START);
    }

    @Override
    public CompletionStage<List<LedgerLine>> read(int partition, long from, long until) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private final class Counted implements CallObserver {
    @Override
    public void dispatched(LedgerCall call) {
      calls.increment();
    }

    @Override
    public void answered(LedgerCall call, Answer answer) {
      // the verdict says it
    }

    @Override
    public void unanswered(LedgerCall call, BrainException silence) {
      // the verdict says it
    }

    @Override
    public void hedged() {
      throw new IllegalStateException("nothing is hedged here");
    }

    @Override
    public void hedgeWon() {
      throw new IllegalStateException("nothing is hedged here");
    }

    @Override
    public void reused(Answer answer) {
      throw new IllegalStateException("nothing was asked before");
    }

    @Override
    public void journalFailed(Throwable cause) {
      throw new IllegalStateException(cause);
    }

    @Override
    public void brokeItsContract(Throwable cause) {
      throw new IllegalStateException(cause);
    }
  }
}
