package dev.vedette.flink;

import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Opens released gates in a thread of its own, because it takes seconds, and hands them over in the
 * task's thread. One at a time.
 */
final class ReleaseLoader implements AutoCloseable {
  /** How an opening went: a gate, or why there is none. */
  record Outcome(@Nullable OpenedGate opened, @Nullable ReleaseRefusedException refusal) {}

  /** Takes an outcome in the task's thread. */
  @FunctionalInterface
  interface Receiver {
    void take(Outcome outcome);
  }

  private final GateOpener opener;
  private final MailboxExecutor mailbox;

  /** What has been opened and not been taken yet: whoever closes this closes it. */
  private final Set<OpenedGate> untaken = ConcurrentHashMap.newKeySet();

  private @Nullable ExecutorService thread;

  ReleaseLoader(GateOpener opener, MailboxExecutor mailbox) {
    this.opener = opener;
    this.mailbox = mailbox;
  }

  void open(Lineage lineage, Receiver receiver) {
    ExecutorService loading = thread;
    if (loading == null) {
      thread =
          loading =
              Executors.newSingleThreadExecutor(
                  task -> {
                    var created = new Thread(task, "vedette-release-loader");
                    created.setDaemon(true);
                    // Events come first, where the JVM was told to mind: see the launcher's flags.
                    created.setPriority(Thread.MIN_PRIORITY);
                    return created;
                  });
    }
    loading.execute(
        () -> {
          Outcome outcome = open(opener, lineage);
          if (outcome.opened() != null) {
            untaken.add(outcome.opened());
          }
          try {
            mailbox.execute(() -> receiver.take(taken(outcome)), "take a released gate");
          } catch (RejectedExecutionException e) {
            closeUntaken(); // the task has ended meanwhile
          }
        });
  }

  /** Opens a gate in the thread that asks, whatever comes of it. */
  static Outcome open(GateOpener opener, Lineage lineage) {
    try {
      return new Outcome(opener.open(lineage), null);
    } catch (ReleaseRefusedException e) {
      return new Outcome(null, e);
    } catch (RuntimeException | Error e) { // a network that is too large, say: nobody else told
      return new Outcome(
          null,
          new ReleaseRefusedException(
              Reason.FAILED_SELF_TEST, "it cannot be opened: " + e + "; see the log", e));
    }
  }

  private Outcome taken(Outcome outcome) {
    if (outcome.opened() != null) {
      untaken.remove(outcome.opened());
    }
    return outcome;
  }

  private void closeUntaken() {
    untaken.forEach(opened -> opened.gate().close());
    untaken.clear();
  }

  /** Does not wait for an opening that is under way: its gate is closed when it is there. */
  @Override
  public void close() {
    if (thread != null) {
      thread.execute(this::closeUntaken);
      thread.shutdown();
    }
  }
}
