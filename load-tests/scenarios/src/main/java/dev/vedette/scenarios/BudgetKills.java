package dev.vedette.scenarios;

import static java.time.ZoneOffset.UTC;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.WholeTopic;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What is spent beyond hard limits when the task manager is killed again and again while many
 * permits are in use: the provider's own books against the limits. That of the month is raised by a
 * little whenever most of it is spent, that of a rolling minute stays; so kills meet budgets that
 * are nearly spent. Some kills take all state with them, and the job reads back from the ledger
 * what it has spent.
 */
final class BudgetKills {
  private static final double PER_SECOND = 100;
  private static final Duration LATENCY = Duration.ofMillis(800);
  private static final int KILLS = 20;

  /** Each so-manieth takes the state as well. */
  private static final int WITHOUT_STATE = 5;

  private static final int MOST_MILLIS = 4_000;

  /** As many calls at what one costs as are between two kills, and more than wait for an answer. */
  private static final long STEP_CALLS = 150;

  /** From which part of it on the month's limit is raised. */
  private static final double NEARLY = 0.8;

  /** As many calls as may be billed within a minute. */
  private static final long CALLS_A_MINUTE = 300;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int LOOKS = 60;
  private static final List<String> OWN =
      List.of("vedette.provider.model=" + EveryClassOfTokens.MODEL, "vedette.deferred.max-age=0 s");
  private static final long SEED = 21;

  private final CloudSite site;
  private final BudgetOrders orders;
  private final Random random = new Random(SEED);
  private long limitMicros;
  private long minuteMicros;
  private long mostOver;
  private long looks;

  private BudgetKills(CloudSite site, BudgetOrders orders) {
    this.site = site;
    this.orders = orders;
  }

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(BudgetKills.class, plan, args);
    Report report = Report.begin("budget-kills", args);
    Path folder = Files.createTempDirectory("vedette-prices");
    BudgetKillsResult result;
    try {
      EveryClassOfTokens prices = EveryClassOfTokens.in(folder);
      List<String> own =
          Stream.concat(Stream.of("vedette.prices.file=" + prices.file()), OWN.stream()).toList();
      try (CloudSite site = CloudSite.start(script(prices), own, plan.options());
          var orders = new BudgetOrders(site.broker().bootstrap())) {
        result = new BudgetKills(site, orders).run();
      }
    } finally {
      Folders.delete(folder);
    }
    report.finish(List.of(result), plan.out());
    result.print();
    System.exit(result.isMet() ? 0 : 1);
  }

  private static ProviderScript script(EveryClassOfTokens prices) {
    return ProviderScript.faultless()
        .pricedAt(prices.price())
        .taking(Latency.fixed(LATENCY))
        .caching(0.3)
        .reasoning(60)
        .failing(new Fault.CutShort(), 0.02)
        .failing(new Fault.HangUp(true), 0.02)
        .failing(new Fault.HangUp(false), 0.02);
  }

  private BudgetKillsResult run() throws Exception {
    long sent;
    try (SensorAlarms alarms = site.alarms(PER_SECOND)) {
      site.awaitFirstCall();
      CloudSite.await("some answers", () -> answered() > 2 * CloudSite.PERMITS);
      minuteMicros = CALLS_A_MINUTE * price() + 3 * worstCase(ledger());
      orders.give("minute", new BudgetPeriod(BudgetPeriod.Length.MINUTE, true, UTC), minuteMicros);
      for (int kill = 1; kill <= KILLS; kill++) {
        raise();
        spendFor(Duration.ofMillis(MOST_MILLIS + random.nextInt(MOST_MILLIS)));
        LedgerBooks books = LedgerBooks.of(ledger());
        System.err.printf(
            "kill %d, %d calls answered, billed %d, spent %d and unknown %d by the ledger, of %d%n",
            kill, answered(), billed(), books.spentMicros(), books.unknownMicros(), limitMicros);
        if (kill % WITHOUT_STATE == 0) {
          site.job().killAndStartWithoutState();
        } else {
          site.job().killTaskManager();
        }
        spendFor(Duration.ofMillis(random.nextInt(MOST_MILLIS)));
      }
      spendFor(Duration.ofSeconds(10));
      sent = alarms.end();
    }
    SaidVerdicts said = said(sent);
    look();
    return new BudgetKillsResult(
        KILLS,
        KILLS / WITHOUT_STATE,
        sent,
        sent - said.events(),
        billed(),
        counted(ledger()),
        limitMicros,
        mostOver,
        looks,
        minuteMicros,
        SpendByGrant.of(site.provider().books().calls(), ledger()).mostWithin(MINUTE),
        answered(),
        said.count(Reason.BUDGET_EXHAUSTED));
  }

  /** All that was said; a job without state begins again, so its own counts do not tell. */
  private SaidVerdicts said(long sent) throws Exception {
    SaidVerdicts said = SaidVerdicts.in(site.broker());
    for (int look = 0; look < LOOKS && said.events() < sent; look++) {
      CloudSite.pass(Duration.ofSeconds(2));
      said = SaidVerdicts.in(site.broker());
    }
    return said;
  }

  /**
   * The limit has room for one grant at its worst case, and for the calls until the next kill at
   * what they cost; that before has held for all that counts against it, whether it was billed or
   * only may have been.
   */
  private void raise() throws Exception {
    List<LedgerLine> lines = ledger();
    long counted = counted(lines);
    if (limitMicros > 0) {
      mostOver = Math.max(mostOver, counted - limitMicros);
    }
    if (counted < limitMicros * NEARLY) {
      return;
    }
    limitMicros = Math.max(limitMicros, counted) + 3 * worstCase(lines) + STEP_CALLS * price();
    orders.give("month", new BudgetPeriod(BudgetPeriod.Length.MONTH, true, UTC), limitMicros);
  }

  private static long counted(List<LedgerLine> lines) {
    LedgerBooks books = LedgerBooks.of(lines);
    return books.spentMicros() + books.unknownMicros();
  }

  private List<LedgerLine> ledger() throws Exception {
    List<LedgerLine> lines = new ArrayList<>();
    var codec = new LedgerCodec(WireOptions.PLAIN, "ledger");
    for (var record : WholeTopic.of(site.broker().bootstrap(), "ledger")) {
      lines.add(codec.decode(record.headers(), record.value()));
    }
    return lines;
  }

  private static long worstCase(List<LedgerLine> lines) {
    return lines.stream()
        .filter(line -> line.entry() == LedgerLine.Entry.DISPATCHED)
        .mapToLong(LedgerLine::micros)
        .max()
        .orElseThrow();
  }

  /** What a call has cost so far. */
  private long price() {
    return billed() / Math.max(1, answered());
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
}
