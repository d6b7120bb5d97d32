package dev.vedette.scenarios;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What is spent beyond a hard limit when the task manager is killed again and again while all
 * permits are in use: the provider's own books against the limit, which is raised after each kill
 * to what has been billed and a little more, so that every kill meets a budget that is nearly
 * spent.
 */
final class BudgetKills {
  private static final double PER_SECOND = 100;
  private static final Duration LATENCY = Duration.ofMillis(800);
  private static final int KILLS = 20;
  private static final int MOST_MILLIS = 4_000;

  /** As many calls at what one costs as are between two kills, and more than wait for an answer. */
  private static final long STEP_CALLS = 150;

  private static final List<String> OWN = List.of("vedette.deferred.max-age=0 s");
  private static final long SEED = 21;

  /**
   * What came of it.
   *
   * @param lost events without a verdict
   * @param billedMicros by the provider's books, in the end
   * @param limitMicros in the end
   * @param mostOverMicros by how much the books were over the limit at any look
   * @param looks how often they were compared
   * @param answered calls
   * @param exhausted events that were answered at the edge for want of money
   */
  record Result(
      int kills,
      long sent,
      long lost,
      long billedMicros,
      long limitMicros,
      long mostOverMicros,
      long looks,
      long answered,
      long exhausted) {
    /** Nothing was overspent, although most of the budget was spent and calls were denied. */
    boolean isMet() {
      return lost == 0
          && mostOverMicros == 0
          && exhausted > 0
          && billedMicros > limitMicros / 2
          && looks >= kills;
    }
  }

  private final CloudSite site;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random = new Random(SEED);
  private long limitMicros;
  private long mostOver;
  private long looks;

  private BudgetKills(CloudSite site, KafkaProducer<byte[], byte[]> producer) {
    this.site = site;
    this.producer = producer;
  }

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(BudgetKills.class, plan, args);
    Report report = Report.begin("budget-kills", args);
    var script =
        ProviderScript.faultless()
            .taking(Latency.fixed(LATENCY))
            .failing(new Fault.CutShort(), 0.02)
            .failing(new Fault.HangUp(true), 0.02)
            .failing(new Fault.HangUp(false), 0.02);
    Result result;
    try (CloudSite site = CloudSite.start(script, OWN, plan.options());
        var producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", site.broker().bootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      result = new BudgetKills(site, producer).run();
    }
    report.finish(List.of(result), plan.out());
    print(result);
    System.exit(result.isMet() ? 0 : 1);
  }

  private Result run() throws Exception {
    long sent;
    try (SensorAlarms alarms = site.alarms(PER_SECOND)) {
      site.awaitFirstCall();
      CloudSite.await("some answers", () -> answered() > 2 * CloudSite.PERMITS);
      for (int kill = 1; kill <= KILLS; kill++) {
        raise();
        spendFor(Duration.ofMillis(MOST_MILLIS + random.nextInt(MOST_MILLIS)));
        System.err.printf(
            "kill %d, %d calls answered, %d of %d micros%n",
            kill, answered(), billed(), limitMicros);
        site.job().killTaskManager();
        spendFor(Duration.ofMillis(random.nextInt(MOST_MILLIS)));
      }
      spendFor(Duration.ofSeconds(10));
      sent = alarms.end();
    }
    SaidVerdicts said = site.said(sent);
    look();
    return new Result(
        KILLS,
        sent,
        sent - said.events(),
        billed(),
        limitMicros,
        mostOver,
        looks,
        answered(),
        said.count(Reason.BUDGET_EXHAUSTED));
  }

  /**
   * The limit has room for what is under way at its worst case, as for the calls until the next
   * kill at what they cost.
   */
  private void raise() throws Exception {
    List<LedgerLine> lines = new ArrayList<>();
    var codec = new LedgerCodec(WireOptions.PLAIN, "ledger");
    for (var record : WholeTopic.of(site.broker(), "ledger")) {
      lines.add(codec.decode(record.headers(), record.value()));
    }
    long worst =
        lines.stream()
            .filter(line -> line.entry() == LedgerLine.Entry.DISPATCHED)
            .mapToLong(LedgerLine::micros)
            .max()
            .orElseThrow();
    long price = billed() / Math.max(1, answered());
    limitMicros = Math.max(limitMicros, billed()) + 3 * worst + STEP_CALLS * price;
    var limit =
        new Limit(
            "kills",
            Node.ANY,
            Node.ANY,
            Node.ANY,
            Node.ANY,
            new BudgetPeriod(BudgetPeriod.Length.MONTH, true, ZoneOffset.UTC),
            limitMicros,
            true,
            Limit.USUAL_WARNINGS,
            Map.of());
    var order = new BudgetOrder(limit, Instant.now(), "");
    var encoded = new OrderCodec(WireOptions.PLAIN, "control").encode(order);
    producer
        .send(
            new ProducerRecord<>(
                "control",
                null,
                order.key().getBytes(StandardCharsets.UTF_8),
                encoded.value(),
                encoded.headers()))
        .get();
  }

  private void spendFor(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      CloudSite.pass(Duration.ofMillis(100));
      look();
    }
  }

  private void look() {
    looks++;
    mostOver = Math.max(mostOver, billed() - limitMicros);
  }

  private long billed() {
    return site.provider().books().totals().billedMicros();
  }

  private long answered() {
    return site.provider().books().totals().answered();
  }

  private static void print(Result result) {
    System.out.printf(
        Locale.ROOT,
        """
        | | found | wanted |
        |---|---|---|
        | kills, events, without a verdict | %d, %d, %d | 0 |
        | billed by the provider's books, limit in the end, micro-dollars | %d, %d | more than half of it |
        | most over the limit, of so many looks | %d, %d | 0 |
        | calls answered, events denied for want of money | %d, %d | some |
        %s
        """,
        result.kills(),
        result.sent(),
        result.lost(),
        result.billedMicros(),
        result.limitMicros(),
        result.mostOverMicros(),
        result.looks(),
        result.answered(),
        result.exhausted(),
        result.isMet() ? "met" : "missed");
  }
}
