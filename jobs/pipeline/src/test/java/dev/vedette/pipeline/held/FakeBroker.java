package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/** Transactions as Kafka has them: whoever takes a name over ends what is open under it. */
final class FakeBroker {
  private final Map<String, Transaction> transactions = new HashMap<>();
  private final List<DeadLetter> committed = new ArrayList<>();
  private boolean hanging;

  /** The newest of a name. */
  private static final class Transaction {
    final short epoch;
    final List<DeadLetter> letters = new ArrayList<>();
    boolean ended;

    Transaction(short epoch) {
      this.epoch = epoch;
    }
  }

  /** Returns its epoch: 0 if nobody had the name before. */
  synchronized short begin(String name) {
    Transaction before = transactions.get(name);
    short epoch = before == null ? 0 : (short) (before.epoch + 1);
    transactions.put(name, new Transaction(epoch));
    return epoch;
  }

  synchronized void write(String name, short epoch, DeadLetter letter) throws InterruptedException {
    while (hanging) {
      wait();
    }
    current(name, epoch).letters.add(letter);
  }

  /** As often as somebody likes. */
  synchronized void commit(KafkaCommittable committable) {
    Transaction transaction = current(committable.getTransactionalId(), committable.getEpoch());
    if (!transaction.ended) {
      transaction.ended = true;
      committed.addAll(transaction.letters);
    }
  }

  private Transaction current(String name, short epoch) {
    Transaction transaction = transactions.get(name);
    if (transaction == null || transaction.epoch != epoch) {
      throw new IllegalStateException(name + " was taken over by somebody else");
    }
    return transaction;
  }

  synchronized void hang() {
    hanging = true;
  }

  synchronized void goOn() {
    hanging = false;
    notifyAll();
  }

  synchronized List<DeadLetter> committed() {
    return List.copyOf(committed);
  }

  /** Names of transactions that have letters and nobody has ended. */
  synchronized Set<String> open() {
    Set<String> open = new TreeSet<>();
    transactions.forEach(
        (name, transaction) -> {
          if (!transaction.ended && !transaction.letters.isEmpty()) {
            open.add(name);
          }
        });
    return open;
  }
}
