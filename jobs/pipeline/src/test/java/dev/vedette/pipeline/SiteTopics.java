package dev.vedette.pipeline;

import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.DeadLetterCodec;
import dev.vedette.pipeline.wire.DeferredCodec;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.WholeTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the job has written, out of its topics from their beginning. */
final class SiteTopics {
  private final String bootstrap;
  private final Topics topics;

  SiteTopics(String bootstrap, Topics topics) {
    this.bootstrap = bootstrap;
    this.topics = topics;
  }

  /** Makes those that a site's job needs. */
  static void create(LocalBroker broker) throws Exception {
    broker.createTopics(2, Topics.CAMERA, Topics.SENSOR, "verdicts", "ledger", "dead-letters");
    broker.createTopics(2, "deferred");
    broker.createTopics(1, "releases", "releases.status", "control");
  }

  List<Verdict> verdicts() throws Exception {
    var codec = new VerdictCodec(WireOptions.PLAIN, topics.verdicts());
    List<Verdict> verdicts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : all(topics.verdicts())) {
      verdicts.add(codec.decode(record.headers(), record.value()));
    }
    return verdicts;
  }

  /** Lines about calls, in the order of their partition. */
  List<LedgerLine> ledger() throws Exception {
    return ledger(line -> line.call() != null);
  }

  /** How many events the answers stand for. */
  List<LedgerLine> repeated() throws Exception {
    return ledger(line -> line.repeats() != null);
  }

  /** Lines about what was not asked. */
  List<LedgerLine> avoided() throws Exception {
    return ledger(line -> line.avoided() != null);
  }

  private List<LedgerLine> ledger(Predicate<LedgerLine> wanted) throws Exception {
    var codec = new LedgerCodec(WireOptions.PLAIN, topics.ledger());
    List<LedgerLine> lines = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : all(topics.ledger())) {
      LedgerLine line = codec.decode(record.headers(), record.value());
      if (wanted.test(line)) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** Lines about deferred questions, in the order of their partition. */
  List<DeferredLine> deferred() throws Exception {
    var codec = new DeferredCodec(WireOptions.PLAIN, topics.deferred());
    List<DeferredLine> lines = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : all(topics.deferred())) {
      lines.add(codec.decode(record.headers(), record.value()));
    }
    return lines;
  }

  List<DeadLetter> deadLetters(int expected) throws Exception {
    var codec = new DeadLetterCodec(WireOptions.PLAIN, topics.deadLetters());
    return Awaiting.until(
        expected + " dead letters",
        () -> {
          List<DeadLetter> letters = new ArrayList<>();
          for (ConsumerRecord<byte[], byte[]> record : all(topics.deadLetters())) {
            letters.add(codec.decode(record.headers(), record.value()));
          }
          return letters;
        },
        letters -> letters.size() >= expected);
  }

  List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    return WholeTopic.of(bootstrap, topic);
  }
}
