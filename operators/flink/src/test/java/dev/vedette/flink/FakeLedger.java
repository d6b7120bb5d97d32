package dev.vedette.flink;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A ledger topic in memory, which outlives the operators that write it. Openers travel by
 * serialisation, so ledgers are found by number.
 */
final class FakeLedger {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Map<Integer, FakeLedger> LEDGERS = new ConcurrentHashMap<>();

  private final int number = NUMBERS.incrementAndGet();
  private final List<List<LedgerLine>> partitions = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();

  FakeLedger(int partitions) {
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
    LEDGERS.put(number, this);
  }

  JournalOpener opener() {
    int which = number;
    return user -> LEDGERS.get(which).new Connection(user);
  }

  synchronized JournalPosition write(LedgerLine line) {
    int partition = partitionOf(line.accountKey());
    partitions.get(partition).add(line);
    return new JournalPosition(partition, partitions.get(partition).size() - 1);
  }

  /** What a consumer of a partition would read from an offset on. */
  synchronized List<JournalLine> from(int partition, int offset) {
    var lines = new ArrayList<JournalLine>();
    for (int i = offset; i < partitions.get(partition).size(); i++) {
      lines.add(
          new JournalLine(partitions.get(partition).get(i), new JournalPosition(partition, i)));
    }
    return lines;
  }

  synchronized List<LedgerLine> all() {
    return partitions.stream().flatMap(List::stream).toList();
  }

  synchronized List<String> closedConnections() {
    return List.copyOf(closed);
  }

  int partitionOf(String accountKey) {
    return Math.floorMod(accountKey.hashCode(), partitions.size());
  }

  private final class Connection implements Journal {
    private final String user;

    Connection(String user) {
      this.user = user;
    }

    @Override
    public CompletionStage<JournalPosition> append(LedgerLine line) {
      return CompletableFuture.completedFuture(write(line));
    }

    @Override
    public int partitionOf(String accountKey) {
      return FakeLedger.this.partitionOf(accountKey);
    }

    @Override
    public List<JournalPosition> mark(String key, String epoch) {
      synchronized (FakeLedger.this) {
        var marks = new ArrayList<JournalPosition>();
        for (int i = 0; i < partitions.size(); i++) {
          partitions.get(i).add(LedgerLine.epoch(key, epoch, Instant.EPOCH));
          marks.add(new JournalPosition(i, partitions.get(i).size() - 1));
        }
        return marks;
      }
    }

    @Override
    public CompletionStage<List<LedgerLine>> read(
        int partition, long fromOffset, long untilOffset) {
      synchronized (FakeLedger.this) {
        return CompletableFuture.completedFuture(
            List.copyOf(partitions.get(partition).subList((int) fromOffset, (int) untilOffset)));
      }
    }

    @Override
    public void close() {
      synchronized (FakeLedger.this) {
        closed.add(user);
      }
    }
  }
}
