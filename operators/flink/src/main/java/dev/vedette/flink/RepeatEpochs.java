package dev.vedette.flink;

import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.LedgerLine;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Says the ledger's epoch lines again every so many lines, at the place that has been read to by
 * then. Stands right behind the ledger's source, whose order it keeps.
 *
 * <p>{@code admit} is keyed by tenant, and a subtask of it sees nothing of a partition but the
 * lines of its own tenants. An epoch line has a key of the subtask that wrote it and takes the same
 * way as those: once it is there, so is every line of that subtask that stands before. Said again,
 * it tells how far the partition has been read, however long its own tenants are silent.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in open
public final class RepeatEpochs extends RichFlatMapFunction<JournalLine, JournalLine> {
  private static final long serialVersionUID = 1;

  /** So few that they are read again in a moment, so many that nobody notices the repetition. */
  static final int EVERY_LINES = 1_000;

  private transient Map<Integer, Passed> partitions;

  /** What has passed of one partition. */
  private static final class Passed {
    /** The newest by key: there is one for each subtask, of this run or of an earlier one. */
    final Map<String, LedgerLine> epochs = new HashMap<>();

    int lines;
  }

  @Override
  public void open(OpenContext context) {
    partitions = new HashMap<>();
  }

  @Override
  public void flatMap(JournalLine read, Collector<JournalLine> out) {
    out.collect(read);
    Passed passed =
        partitions.computeIfAbsent(read.position().partition(), partition -> new Passed());
    LedgerLine line = read.line();
    if (line != null && line.entry() == LedgerLine.Entry.EPOCH) {
      passed.epochs.put(read.accountKey(), line);
    }
    passed.lines++;
    if (passed.lines == EVERY_LINES) {
      passed.lines = 0;
      passed.epochs.values().forEach(epoch -> out.collect(new JournalLine(epoch, read.position())));
    }
  }
}
