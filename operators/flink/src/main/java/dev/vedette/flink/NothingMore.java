package dev.vedette.flink;

import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * Runs something once the task has found nothing more in its input.
 *
 * <p>A mail is run after the task has looked at its input once. If something has come by then, the
 * mail is sent again; if nothing has come between two of them, that was all.
 */
final class NothingMore {
  /** No number of arrivals: the mail has yet to give the task a chance to look at its input. */
  private static final long NOT_LOOKED = -1;

  private final MailboxExecutor mailbox;
  private final BooleanSupplier wanted;
  private final Runnable action;
  private long arrivals;
  private boolean looking;

  /**
   * @param wanted whether there is still something to be done
   * @param action that does it
   */
  NothingMore(MailboxExecutor mailbox, BooleanSupplier wanted, Runnable action) {
    this.mailbox = mailbox;
    this.wanted = wanted;
    this.action = action;
  }

  /** Something has come, whatever it is. */
  void arrived() {
    arrivals++;
  }

  /** Runs the action unless it is no longer wanted by then. */
  void expect() {
    if (!looking) {
      looking = true;
      look(NOT_LOOKED);
    }
  }

  private void look(long before) {
    mailbox.execute(
        () -> {
          long now = arrivals;
          if (wanted.getAsBoolean() && now != before) {
            look(now);
          } else {
            looking = false;
            action.run();
          }
        },
        "look for more events");
  }
}
