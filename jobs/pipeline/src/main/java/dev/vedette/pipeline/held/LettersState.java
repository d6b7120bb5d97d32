package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask of the sink is to know after a restore.
 *
 * @param kafka what Flink's connector is to know, as of the last transaction that was handed over
 *     to be committed
 * @param open the transaction that is to be aborted, its letters being among those that are held;
 *     null if the connector finds it itself
 * @param letters that are to be written
 */
record LettersState(
    List<KafkaWriterState> kafka, @Nullable OpenTransaction open, List<DeadLetter> letters) {
  LettersState {
    kafka = List.copyOf(kafka);
    letters = List.copyOf(letters);
  }

  /** Of a release whose sink was the connector's own. */
  static LettersState ofConnector(KafkaWriterState state) {
    return new LettersState(List.of(state), null, List.of());
  }
}
