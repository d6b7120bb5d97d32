package dev.vedette.flink;

import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.JournaledBrain;
import dev.vedette.core.money.Journal;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** Asks the brain about what was granted; comes back with a verdict whatever the cloud does. */
public final class AskBrain extends RichAsyncFunction<Grant, Verdict> {
  private static final long serialVersionUID = 1;

  private final BrainOpener brains;
  private final JournalOpener journals;
  private final AskSettings settings;
  private final DeadlineClock.Opener clocks;

  private transient Brain brain;
  private transient Journal journal;
  private transient DeadlineClock clock;
  private transient JournaledBrain journaled;

  public AskBrain(BrainOpener brains, JournalOpener journals, AskSettings settings) {
    this(brains, journals, settings, SystemDeadlines::new);
  }

  @SuppressWarnings("NullAway.Init") // Flink fills the transient fields in open
  AskBrain(
      BrainOpener brains,
      JournalOpener journals,
      AskSettings settings,
      DeadlineClock.Opener clocks) {
    this.brains = brains;
    this.journals = journals;
    this.settings = settings;
    this.clocks = clocks;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    var task = getRuntimeContext().getTaskInfo();
    int permits = settings.permitsOf(task.getNumberOfParallelSubtasks());
    var semaphore = new Semaphore(permits);
    var metrics =
        new CallMetrics(
            getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP), semaphore, permits);
    brain = brains.open();
    String user = "ask-" + task.getIndexOfThisSubtask();
    journal = journals.open(user);
    var epochs = journal.mark(user, UUID.randomUUID().toString());
    clock = clocks.open();
    journaled =
        new JournaledBrain(
            brain,
            journal,
            epochs,
            semaphore,
            settings.retries(),
            () -> ThreadLocalRandom.current().nextDouble(),
            metrics,
            clock,
            clock);
  }

  @Override
  public void asyncInvoke(Grant grant, ResultFuture<Verdict> result) {
    journaled.answer(grant).thenAccept(verdict -> result.complete(List.of(verdict)));
  }

  /** Flink's own timeout lies beyond the client's deadline; it is the net below the net. */
  @Override
  public void timeout(Grant grant, ResultFuture<Verdict> result) {
    result.complete(List.of(grant.byEdge(Reason.TIMEOUT, clock.instant())));
  }

  /** Closes them all, whatever some of them throw: the alarms, then the calls, then the ledger. */
  @Override
  public void close() {
    Journal openedJournal = journal;
    Brain openedBrain = brain;
    try (openedJournal;
        openedBrain) {
      if (clock != null) {
        clock.close();
      }
    }
  }
}
