package dev.vedette.scenarios;

import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.simulators.provider.BookEntry;
import dev.vedette.simulators.provider.BookTotals;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/**
 * Whether the ledger and the provider's own books say the same to the micro-dollar, after a hundred
 * thousand calls with every class of tokens, faults of which some are billed and some are not, and
 * a task manager that is killed again and again; and whether {@code vedette cost reconcile} makes
 * one of them where they do not, and sees somebody else's calls with the same key.
 */
final class BooksAgree {
  private static final int CALLS = 100_000;
  private static final String CALLS_OPTION = "calls=";
  private static final double PER_SECOND = 250;
  private static final int KILLS = 10;
  private static final int STOLEN = 3;
  private static final Duration LATENCY = Duration.ofMillis(60);

  /** Twice what the reconciliation leaves out at the end. */
  private static final Duration SETTLING = Reconciled.MARGIN.multipliedBy(2);

  private static final int UNEXPLAINED = 3;
  private static final long SEED = 5;

  /** Each strikes one call in a thousand or two. */
  private static final double SELDOM = 0.001;

  private static final double SOMETIMES = 0.002;

  private static final List<String> OWN =
      List.of(
          "vedette.provider.model=" + EveryClassOfTokens.MODEL,
          "vedette.ask.deadline=6 s",
          "vedette.ask.call-patience=2 s",
          "vedette.deferred.max-age=0 s");

  /**
   * What came of it.
   *
   * @param lost events without a verdict
   * @param byStatus the provider's calls by the status of its answer, 0 where none arrived
   * @param before the books as they were after the run
   * @param byItsRows the same, once an export was reconciled that goes by its rows for its time:
   *     most is known then, and nothing that was billed is free
   * @param after the same, without the stolen calls, once they were reconciled
   * @param stolenMicros what somebody else has spent with the key
   * @param explained whether the command found just that unexplained
   * @param twiceIsOnce whether the same export again changed nothing
   */
  record Result(
      int kills,
      long sent,
      long lost,
      double seconds,
      Map<Integer, Long> byStatus,
      BookComparison before,
      BookComparison byItsRows,
      BookComparison after,
      long stolenMicros,
      boolean explained,
      boolean twiceIsOnce,
      String said) {
    boolean isMet(int calls) {
      return lost == 0
          && before.calls() >= calls
          && before.unknown() > 0
          && before.isSafe()
          && byItsRows.isSafe()
          && byItsRows.unknown() < before.unknown()
          && after.isEqual()
          && explained
          && twiceIsOnce;
    }
  }

  private BooksAgree() {}

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores().withJvm("-Xmx3g");
    Jvm.continueInJobJvm(BooksAgree.class, plan, args);
    Report report = Report.begin("books-agree", args);
    int calls =
        plan.options().stream()
            .filter(option -> option.startsWith(CALLS_OPTION))
            .mapToInt(option -> Integer.parseInt(option.substring(CALLS_OPTION.length())))
            .findFirst()
            .orElse(CALLS);
    List<String> given =
        plan.options().stream().filter(option -> !option.startsWith(CALLS_OPTION)).toList();
    Path folder = Files.createTempDirectory("vedette-books");
    Result result;
    try {
      EveryClassOfTokens prices = EveryClassOfTokens.in(folder);
      List<String> options =
          Stream.concat(Stream.of("vedette.prices.file=" + prices.file()), OWN.stream()).toList();
      try (CloudSite site = CloudSite.start(script(prices), options, given)) {
        result = run(site, calls, folder);
        site.provider().release();
      }
    } finally {
      Folders.delete(folder);
    }
    report.finish(List.of(result), plan.out());
    print(result, calls);
    System.exit(result.isMet(calls) ? 0 : 1);
  }

  private static ProviderScript script(EveryClassOfTokens prices) {
    return ProviderScript.faultless()
        .withSeed(SEED)
        .pricedAt(prices.price())
        .taking(Latency.fixed(LATENCY))
        .caching(0.3)
        .cacheWriting(0.2)
        .reasoning(60)
        .failing(Fault.hang(), SELDOM)
        .failing(Fault.hangUp(), SOMETIMES)
        .failing(new Fault.HangUp(false), SOMETIMES)
        .failing(Fault.cutShort(), SOMETIMES)
        .failing(Fault.serverError(500, true), SELDOM)
        .failing(Fault.serverError(500, false), SELDOM)
        .failing(Fault.otherWords("{\"answer\": 42}"), SOMETIMES);
  }

  private static Result run(CloudSite site, int calls, Path folder) throws Exception {
    var random = new Random(SEED);
    Instant from = Instant.now().minus(SETTLING);
    long start = System.nanoTime();
    long sent;
    try (SensorAlarms alarms = site.alarms(PER_SECOND)) {
      site.awaitFirstCall();
      for (int kill = 1; kill <= KILLS; kill++) {
        long due = (long) calls * kill / (KILLS + 1);
        CloudSite.await("calls before a kill", () -> made(site) > due);
        CloudSite.pass(Duration.ofMillis(random.nextInt(1_000)));
        System.err.printf("kill %d, %d calls%n", kill, made(site));
        site.job().killTaskManager();
      }
      CloudSite.await("all calls", () -> made(site) >= calls);
      sent = alarms.end();
    }
    SaidVerdicts said = site.said(sent);
    double seconds = (System.nanoTime() - start) / 1e9;
    BookTotals own = site.provider().books().totals();
    List<BookEntry> ours = site.provider().books().calls();
    BookComparison before = BookComparison.of(ledger(site), ours);
    StolenCalls.make(STOLEN, site.provider().baseUrl());
    long stolen = site.provider().books().totals().billedMicros() - own.billedMicros();
    CloudSite.pass(SETTLING);
    Instant until = Instant.now();
    List<BookEntry> all = site.provider().books().calls();
    System.err.println(Reconciled.with(site.broker(), all, folder).said());
    BookComparison byItsRows = BookComparison.of(ledger(site), ours);
    String[] period = {"--from", from.toString(), "--until", until.toString()};
    Reconciled once = Reconciled.with(site.broker(), all, folder, period);
    System.err.println(once.said());
    String metrics = Files.readString(folder.resolve("vedette.prom"));
    Reconciled twice = Reconciled.with(site.broker(), all, folder, period);
    return new Result(
        KILLS,
        sent,
        sent - said.events(),
        seconds,
        own.byStatus(),
        before,
        byItsRows,
        BookComparison.of(ledger(site), ours),
        stolen,
        once.code() == UNEXPLAINED
            && metrics.contains(
                "vedette_unexplained_calls{provider=\"simulated\"} %d\n".formatted(STOLEN))
            && metrics.contains(
                String.format(
                    Locale.ROOT,
                    "vedette_unexplained_usd{provider=\"simulated\"} %.6f%n",
                    stolen / 1e6)),
        twice.wroteNothing(),
        once.said());
  }

  private static long made(CloudSite site) {
    return site.provider().books().totals().calls();
  }

  private static LedgerBooks ledger(CloudSite site) throws Exception {
    Configuration config = new Configuration();
    config.set(VedetteOptions.BOOTSTRAP, site.broker().bootstrap());
    return LedgerTopic.reach(config).books();
  }

  private static void print(Result result, int calls) {
    BookComparison before = result.before();
    BookComparison byItsRows = result.byItsRows();
    BookComparison after = result.after();
    System.out.printf(
        Locale.ROOT,
        """
        | | found | wanted |
        |---|---|---|
        | kills, events, without a verdict | %d, %d, %d | 0 |
        | calls in the provider's books, not in the ledger | %d, %d | at least %d, 0 |
        | answered calls, micro-dollars of difference, with other tokens | %d, %d, %d | 0, 0 |
        | before: unknown, ledger at most, provider (micro-dollars) | %d, %d, %d | not less |
        | reconciled by its rows: unknown, ledger at most, provider (micro-dollars) | %d, %d, %d | fewer, not less |
        | reconciled: unknown, ledger, provider (micro-dollars) | %d, %d, %d | 0, equal |
        | stolen calls found, the same export again changes nothing | %s, %s | true |
        %s
        """,
        result.kills(),
        result.sent(),
        result.lost(),
        before.calls(),
        before.unlisted(),
        calls,
        before.returned(),
        before.differingMicros(),
        before.otherTokens(),
        before.unknown(),
        before.spentMicros() + before.unknownMicros(),
        before.billedMicros(),
        byItsRows.unknown(),
        byItsRows.spentMicros() + byItsRows.unknownMicros(),
        byItsRows.billedMicros(),
        after.unknown(),
        after.spentMicros(),
        after.billedMicros(),
        result.explained(),
        result.twiceIsOnce(),
        result.isMet(calls) ? "met" : "missed");
  }
}
