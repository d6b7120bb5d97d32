package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.call;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A ledger topic in memory, which outlives the operators that write it. */
final class FakeLedger {
  private final List<List<LedgerLine>> partitions = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();

  /** The ends of grants get lost on their way, without a word. */
  volatile boolean losesEnds;

  FakeLedger(int partitions) {
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
  }

  JournalOpener opener() {
    return Connection::new;
  }

  synchronized JournalPosition write(LedgerLine line) {
    int partition = partitionOf(line.accountKey());
    partitions.get(partition).add(line);
    return new JournalPosition(partition, partitions.get(partition).size() - 1);
  }

  /** As a run leaves it that asked a question and was answered. */
  void writeAnswered(Question asked, Answer answer) {
    writeAnswered(asked, answer, 1);
  }

  void writeAnswered(Question asked, Answer answer, int attempt) {
    write(LedgerLine.dispatched(asked.account(), call(asked, attempt), 9, START));
    write(LedgerLine.settled(asked.account(), call(asked, attempt), answer, START));
  }

  /** As a run leaves it that asked a question and cannot tell whether that was billed. */
  void writeUnknown(Question asked) {
    writeUnknown(asked, 1);
  }

  void writeUnknown(Question asked, int attempt) {
    write(LedgerLine.dispatched(asked.account(), call(asked, attempt), 9, START));
    write(LedgerLine.unknown(asked.account(), call(asked, attempt), 9, Reason.TIMEOUT, START));
  }

  /** As a run leaves it once no call will be made under these. */
  void writeEnded(List<Grant> grants) {
    grants.forEach(
        grant -> write(LedgerLine.ended(grant.question().account(), grant.inLedger(), START)));
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
      if (losesEnds && line.entry() == LedgerLine.Entry.ENDED) {
        return new CompletableFuture<>();
      }
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
          partitions.get(i).add(LedgerLine.epoch(key, epoch, START));
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
