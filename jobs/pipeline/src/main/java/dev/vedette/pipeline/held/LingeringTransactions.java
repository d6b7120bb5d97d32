package dev.vedette.pipeline.held;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what an earlier run has left open, and keeps that run out if it still writes. */
final class LingeringTransactions implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(LingeringTransactions.class);

  private final Properties producers;

  LingeringTransactions(Properties producers) {
    this.producers = producers;
  }

  /**
   * @param checkpoint that is restored
   */
  void abort(OpenTransaction open, long checkpoint) {
    open.namesUntil(checkpoint).forEach(this::takeOver);
  }

  /**
   * Ends what subtasks that there are no more have opened since a checkpoint. Flink's connector
   * looks for that from subtask to subtask and stops at the first that has opened nothing, which
   * one that missed the checkpoint has not: its transaction is an older one.
   *
   * @param prefix of the names of all transactions of the sink
   * @param subtasks that there are now
   * @param checkpoint that is restored
   */
  void abortThoseOfGoneSubtasks(String prefix, int subtasks, long checkpoint)
      throws InterruptedException {
    Pattern names = Pattern.compile(Pattern.quote(prefix) + "-(\\d{1,9})-(\\d{1,18})");
    for (TransactionListing listed : ongoing()) {
      Matcher name = names.matcher(listed.transactionalId());
      // Those up to the checkpoint are named in the state, or are to be committed.
      if (name.matches()
          && Integer.parseInt(name.group(1)) >= subtasks
          && Long.parseLong(name.group(2)) > checkpoint) {
        takeOver(listed.transactionalId());
      }
    }
  }

  private Collection<TransactionListing> ongoing() throws InterruptedException {
    try (Admin admin = Admin.create(producers)) {
      return admin
          .listTransactions(
              new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
          .all()
          .get();
    } catch (ExecutionException e) {
      LOG.warn(
          "The broker does not say which transactions are open: if one of dead letters is left from"
              + " a subtask that there is no more, who reads them waits until the broker gives it"
              + " up, after transaction.timeout.ms. Nothing is lost.",
          e);
      return List.of();
    }
  }

  /** Whoever takes a transaction's name over ends it, if it is open. */
  private void takeOver(String name) {
    Properties properties = new Properties();
    properties.putAll(producers);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
    }
  }
}
