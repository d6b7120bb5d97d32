package dev.vedette.flink;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import java.util.BitSet;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * How far one subtask has read the ledger. It has caught up once an epoch line of its own has come
 * back through every partition: then it knows every call that was made before it started.
 */
final class LedgerProgress {
  private final Journal journal;
  private final String epoch;
  private final long[] folded;
  private final BitSet waiting;

  private LedgerProgress(Journal journal, String epoch, int partitions) {
    this.journal = journal;
    this.epoch = epoch;
    this.folded = new long[partitions];
    this.waiting = new BitSet(partitions);
    waiting.set(0, partitions);
  }

  /** Writes the epoch lines and starts waiting for them. */
  static LedgerProgress started(Journal journal, String epoch, TaskInfo task)
      throws JournalException {
    List<JournalPosition> marks = journal.mark(keyOf(task), epoch);
    return new LedgerProgress(journal, epoch, marks.size());
  }

  void read(JournalLine read) {
    LedgerLine line = read.line();
    int partition = read.position().partition();
    if (partition >= folded.length) {
      throw new IllegalStateException(
          "the ledger has grown to partition %d while the job ran with %d: restart the job"
              .formatted(partition, folded.length));
    }
    if (line != null && epoch.equals(line.epoch())) {
      waiting.clear(partition);
    }
    folded[partition] = Math.max(folded[partition], read.position().offset() + 1);
  }

  boolean caughtUp() {
    return waiting.isEmpty();
  }

  /** How far the partition of an account has been read, exclusive. */
  JournalPosition of(String accountKey) {
    int partition = journal.partitionOf(accountKey);
    return new JournalPosition(partition, folded[partition]);
  }

  /** A key that Flink sends to this very subtask, so that its epoch lines come back to it. */
  private static String keyOf(TaskInfo task) {
    int parallelism = task.getNumberOfParallelSubtasks();
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    for (int i = 0; ; i++) {
      String key = "epoch-" + i;
      if (KeyGroupRangeAssignment.assignKeyToParallelOperator(key, maxParallelism, parallelism)
          == task.getIndexOfThisSubtask()) {
        return key;
      }
    }
  }
}
