package dev.vedette.core.brain;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** Acknowledges appends and answers reads when the test says so. One partition. Thread-safe. */
final class FakeJournal implements Journal {
  /** An append that nobody has acknowledged yet. */
  record Append(LedgerLine line, CompletableFuture<JournalPosition> written) {
    void acknowledge() {
      written.complete(new JournalPosition(0, 0));
    }

    void fail() {
      written.completeExceptionally(new JournalException("no replica", null));
    }

    void close() {
      written.completeExceptionally(JournalException.closed(new InterruptedException()));
    }
  }

  /** A read that nobody has answered yet. */
  record Read(long from, long until, CompletableFuture<List<LedgerLine>> lines) {
    void fail() {
      lines.completeExceptionally(new JournalException("no broker", null));
    }

    void close() {
      lines.completeExceptionally(JournalException.closed(new InterruptedException()));
    }
  }

  /** About calls. */
  final List<LedgerLine> lines = new CopyOnWriteArrayList<>();

  /** Of grants that have ended: nobody waits for them, so they are apart. */
  final Deque<Append> ended = new ConcurrentLinkedDeque<>();

  final Deque<Append> appends = new ConcurrentLinkedDeque<>();
  final Deque<Read> reads = new ConcurrentLinkedDeque<>();

  @Override
  public CompletionStage<JournalPosition> append(LedgerLine line) {
    var append = new Append(line, new CompletableFuture<>());
    if (line.entry() == LedgerLine.Entry.ENDED) {
      ended.add(append);
      return append.written();
    }
    lines.add(line);
    appends.add(append);
    return append.written();
  }

  @Override
  public CompletionStage<List<LedgerLine>> read(int partition, long fromOffset, long untilOffset) {
    var read = new Read(fromOffset, untilOffset, new CompletableFuture<>());
    reads.add(read);
    return read.lines();
  }

  List<LedgerLine.Entry> entries() {
    return lines.stream().map(LedgerLine::entry).toList();
  }

  @Override
  public int partitionOf(String accountKey) {
    return 0;
  }

  @Override
  public List<JournalPosition> mark(String key, String epoch) {
    throw new UnsupportedOperationException("the brain is told its epochs");
  }

  @Override
  public void close() {}
}
