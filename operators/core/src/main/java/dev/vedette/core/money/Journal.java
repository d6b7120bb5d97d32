package dev.vedette.core.money;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The ledger as a write-ahead journal: what may cost money is written, and acknowledged by every
 * replica, before it is done.
 *
 * <p>Thread-safe.
 */
public interface Journal extends AutoCloseable {
  /**
   * Appends a line outside any transaction.
   *
   * @return completes when every in-sync replica has the line; fails with {@link JournalException}
   */
  CompletionStage<JournalPosition> append(LedgerLine line);

  /** Where the lines of an account stand. */
  int partitionOf(String accountKey);

  /**
   * Writes an epoch line into every partition and waits for them. Everything that was appended
   * earlier stands before the returned positions.
   *
   * @param key of the lines, which decides where a keyed reader sees them
   * @return one position a partition, in the order of the partitions
   */
  List<JournalPosition> mark(String key, String epoch) throws JournalException;

  /** Reads the lines of a partition between two offsets, the second exclusive. */
  CompletionStage<List<LedgerLine>> read(int partition, long fromOffset, long untilOffset);

  @Override
  void close();
}
