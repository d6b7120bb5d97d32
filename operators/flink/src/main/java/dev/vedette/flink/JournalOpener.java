package dev.vedette.flink;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalException;
import java.io.Serializable;

/** Ships with the job graph; connects to the ledger on the task manager that will write it. */
@FunctionalInterface
public interface JournalOpener extends Serializable {
  /**
   * Opens it for as long as a task runs.
   *
   * @param user who writes, for the logs of both sides
   */
  Journal open(String user) throws JournalException;
}
