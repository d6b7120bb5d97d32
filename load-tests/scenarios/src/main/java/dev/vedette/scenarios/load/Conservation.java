package dev.vedette.scenarios.load;

import dev.vedette.core.event.Origin;
import dev.vedette.flink.MetricNames;
import dev.vedette.pipeline.wire.DeadLetterCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.scenarios.LedgerAudit;
import dev.vedette.simulators.broker.WholeTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold at the end of any run: each event has one outcome, each that passed the gate has
 * its last word in the topic of verdicts, and no more was spent than allowed.
 */
final class Conservation {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long QUIET_SECONDS = 15;

  /** Dead letters are committed at checkpoints. */
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

  private static final int COMMIT_LOOKS = 7;

  private Conservation() {}

  static List<Finding> check(Stage stage) throws Exception {
    long sent = stage.traffic.sent().count();
    stage.enter("settling");
    settle(stage, sent);
    JobMetrics end = stage.site.metrics();
    long asked = end.outcome("cloud") + end.outcome("edge");
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.equal(
            "events received, of those sent", end.count(MetricNames.EVENTS_RECEIVED), sent));
    // The edge has spoken and the cloud is still to be asked.
    long open = stage.heard.events() - stage.heard.lastWords();
    findings.add(
        Finding.equal(
            "events with an outcome, or a word that is not the last, of those sent",
            end.count(MetricNames.EVENTS) + open,
            sent));
    findings.add(
        Finding.equal(
            "events with a last verdict in the topic, copies apart, of those with one by the job",
            stage.heard.lastWords(),
            asked));
    findings.add(Finding.measured("copies of verdicts", stage.heard.copies(), ""));
    // Else a question that was lost behind its first word would be on its way for ever.
    long pending = pending(end);
    findings.add(
        Finding.invariant(
            "events whose last word is still to come",
            "%,d".formatted(open),
            "at most the %,d that the job keeps or asks about".formatted(pending),
            open <= pending));
    findings.addAll(letters(stage, end));
    findings.addAll(money(stage));
    return findings;
  }

  /** Those that were committed, by the record that each is about; the last ones soon will be. */
  private static List<Finding> letters(Stage stage, JobMetrics end) {
    long buried = end.outcome("dead-lettered");
    Set<Origin> origins = new HashSet<>();
    long letters = read(stage, origins);
    for (int look = 1; look < COMMIT_LOOKS && origins.size() < buried; look++) {
      stage.pass(COMMIT_EVERY);
      origins.clear();
      letters = read(stage, origins);
    }
    return List.of(
        Finding.equal("records with a dead letter, of those dead-lettered", origins.size(), buried),
        Finding.equal("dead letters, of the records that have one", letters, origins.size()));
  }

  private static long read(Stage stage, Set<Origin> origins) {
    var codec = new DeadLetterCodec(WireOptions.PLAIN, Site.DEAD_LETTERS);
    long[] letters = {0};
    WholeTopic.read(
        stage.site.broker.bootstrap(),
        Site.DEAD_LETTERS,
        record -> {
          letters[0]++;
          try {
            origins.add(codec.decode(record.headers(), record.value()).origin());
          } catch (UnreadableRecordException | SchemaRegistryException e) {
            throw new IllegalStateException("a dead letter cannot be read", e);
          }
        });
    return letters[0];
  }

  private static long pending(JobMetrics now) {
    return now.count(MetricNames.DEFERRED_QUESTIONS) + now.count(MetricNames.IN_FLIGHT);
  }

  private static List<Finding> money(Stage stage) throws Exception {
    var totals = stage.site.provider.books().totals();
    long limit = Math.round(stage.plan.budgetUsd() * 1e6);
    LedgerAudit audit = LedgerAudit.of(stage.site.broker, stage.site.provider.books().calls());
    long most = stage.site.ends.mostPaidTwice(stage.site.rest().restores());
    long withoutReason = audit.paidTwice() - audit.afterUnknown();
    return List.of(
        Finding.invariant(
            "billed by the provider's own books",
            "%.6f USD".formatted(totals.billedMicros() / 1e6),
            "at most %.6f USD".formatted(limit / 1e6),
            totals.billedMicros() <= limit),
        Finding.equal("calls in the provider's books, not in the ledger", audit.unlisted(), 0),
        Finding.equal("calls although the ledger had the answer", audit.afterSettled(), 0),
        Finding.equal("calls paid twice that are no repeats by the ledger", audit.notRepeats(), 0),
        Finding.measured(
            "calls paid twice, after one of which the ledger does not know what it cost",
            audit.afterUnknown(),
            ""),
        Finding.target(
            "calls paid twice, after none of that kind",
            "%,d".formatted(withoutReason),
            "at most %,d, all permits each time that the job was stopped or went on from a checkpoint"
                .formatted(most),
            withoutReason <= most));
  }

  /**
   * Until all has an outcome and is heard, or nothing has moved for a while and nothing is kept:
   * what was answered after the last checkpoint before a kill waits half a minute for its turn, and
   * its last word comes again.
   */
  private static void settle(Stage stage, long sent) {
    String seen = "";
    double since = stage.clock.seconds();
    double end = since + PATIENCE.toSeconds();
    long pending = 1;
    while (stage.clock.seconds() < end
        && (pending > 0 || stage.clock.seconds() - since < QUIET_SECONDS)) {
      JobMetrics now = stage.site.metrics();
      pending = pending(now);
      long lastWords = stage.heard.lastWords();
      if (now.count(MetricNames.EVENTS) == sent
          && lastWords == now.outcome("cloud") + now.outcome("edge")) {
        return;
      }
      String next = now.count(MetricNames.EVENTS) + " " + lastWords;
      since = next.equals(seen) ? since : stage.clock.seconds();
      seen = next;
      stage.pass(Duration.ofMillis(500));
    }
  }
}
