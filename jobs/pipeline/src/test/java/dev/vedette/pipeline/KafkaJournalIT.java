package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The journal on a real broker, on one that is not there, and on one without its topic. */
class KafkaJournalIT {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static LocalBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = LocalBroker.start();
    broker.createTopics(3, "ledger");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void whatIsAppendedIsReadBackBeforeTheNextMark() throws Exception {
    try (var journal = open(broker.bootstrap(), "ledger", KafkaJournal.PATIENCE)) {
      List<JournalPosition> from = journal.mark("epoch-0", "first");
      assertThat(from).extracting(JournalPosition::partition).containsExactly(0, 1, 2);

      LedgerLine line = LedgerLine.epoch("acme/door/face", "a line", NOW);
      JournalPosition written = journal.append(line).toCompletableFuture().join();
      int partition = journal.partitionOf("acme/door/face");
      assertThat(written.partition()).isEqualTo(partition);

      JournalPosition until = journal.mark("epoch-0", "second").get(partition);
      assertThat(
              journal
                  .read(partition, from.get(partition).offset(), until.offset())
                  .toCompletableFuture()
                  .get(30, TimeUnit.SECONDS))
          .containsExactly(LedgerLine.epoch("epoch-0", "first", NOW), line);
    }
  }

  @Test
  void aTopicThatIsNotThereIsNamedWithTheCommandThatMakesIt() {
    assertThatThrownBy(() -> open(broker.bootstrap(), "plant-7.ledger", SHORT))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith(
            "cannot reach the ledger topic plant-7.ledger at " + broker.bootstrap())
        .hasMessageContaining("vedette topics create");
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() {
    // Nobody listens on the port that is reserved for a multiplexer.
    assertThatThrownBy(() -> open("127.0.0.1:1", "ledger", SHORT))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith("cannot reach the ledger topic ledger at 127.0.0.1:1: ")
        .hasMessageContaining("is the broker up");
  }

  @Test
  void aBrokerWhoseNameNobodyKnowsIsNamed() {
    assertThatThrownBy(() -> open("no-such-host.invalid:9092", "ledger", SHORT))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith(
            "cannot reach the ledger topic ledger at no-such-host.invalid:9092: ");
  }

  private static KafkaJournal open(String bootstrap, String topic, Duration patience)
      throws JournalException {
    Properties clients = new Properties();
    clients.setProperty("bootstrap.servers", bootstrap);
    var codec = new LedgerCodec(WireOptions.PLAIN, topic);
    return KafkaJournal.open(
        clients, topic, codec, "test", patience, Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
