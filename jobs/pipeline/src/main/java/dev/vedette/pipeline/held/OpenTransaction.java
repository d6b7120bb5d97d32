package dev.vedette.pipeline.held;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.connector.kafka.sink.internal.TransactionalIdFactory;

/**
 * A transaction that was open at a checkpoint which did not commit it. Flink's connector looks for
 * what an earlier run has left open under the names that come after the checkpoint, and this one's
 * comes before: without being named here it would keep readers of the topic waiting until the
 * broker gives it up.
 *
 * @param prefix of the names of all transactions of the sink
 * @param subtask that opened it
 * @param number by which it is named: of the checkpoint after the one that opened it
 */
record OpenTransaction(String prefix, int subtask, long number) {
  /**
   * Its name, and those that were passed over between it and the checkpoint: the connector takes
   * the first one that nobody has used for the last.
   */
  List<String> namesUntil(long checkpoint) {
    return LongStream.rangeClosed(number, checkpoint)
        .mapToObj(each -> TransactionalIdFactory.buildTransactionalId(prefix, subtask, each))
        .toList();
  }
}
