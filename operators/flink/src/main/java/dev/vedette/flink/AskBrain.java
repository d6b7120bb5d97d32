package dev.vedette.flink;

import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.JournaledBrain;
import dev.vedette.core.money.Journal;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** Asks the brain about what was granted; comes back with a verdict whatever the cloud does. */
public final class AskBrain extends RichAsyncFunction<Grant, Verdict> {
  private static final long serialVersionUID = 1;

  private final BrainOpener brains;
  private final JournalOpener journals;
  private final AskSettings settings;

  private transient Brain brain;
  private transient Journal journal;
  private transient ScheduledThreadPoolExecutor alarms;
  private transient JournaledBrain journaled;

  @SuppressWarnings("NullAway.Init") // Flink fills the transient fields in open
  public AskBrain(BrainOpener brains, JournalOpener journals, AskSettings settings) {
    this.brains = brains;
    this.journals = journals;
    this.settings = settings;
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
    alarms = new ScheduledThreadPoolExecutor(1, AskBrain::alarmThread);
    alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    journaled =
        new JournaledBrain(
            brain,
            journal,
            epochs,
            semaphore,
            metrics,
            InstantSource.system(),
            (delay, action) -> alarms.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  @Override
  public void asyncInvoke(Grant grant, ResultFuture<Verdict> result) {
    journaled.answer(grant).thenAccept(verdict -> result.complete(List.of(verdict)));
  }

  /** Flink's own timeout lies beyond the client's deadline; it is the net below the net. */
  @Override
  public void timeout(Grant grant, ResultFuture<Verdict> result) {
    result.complete(
        List.of(
            Verdict.byEdge(
                grant.question(),
                grant.revision(),
                Reason.TIMEOUT,
                grant.grantedAt(),
                Instant.now())));
  }

  @Override
  public void close() {
    if (alarms != null) {
      alarms.shutdownNow();
    }
    if (brain != null) {
      brain.close();
    }
    if (journal != null) {
      journal.close();
    }
  }

  private static Thread alarmThread(Runnable action) {
    var thread = new Thread(action, "vedette-ask-deadlines");
    thread.setDaemon(true);
    return thread;
  }
}
