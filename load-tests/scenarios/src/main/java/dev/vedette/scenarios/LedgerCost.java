package dev.vedette.scenarios;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.BudgetPeriod.Length;
import dev.vedette.flink.MetricNames;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * What ledger, budgets and avoided cost take, in CPU time of the whole job process for each event,
 * where one event in fifty is asked about: by the threads that are there for nothing else, and by
 * the share that they have in those of the calls and in what is allocated.
 */
final class LedgerCost {
  /** One event in so many is asked about: 2 %. */
  private static final int ASKED_EVERY = 50;

  /** The most that the ledger may take of an event's time. */
  private static final double TARGET = 0.03;

  /** In micro-dollars: what is measured is what a limit costs that is never reached. */
  private static final long AMPLE = 1_000_000_000_000L;

  private static final double FROM = 0.15;
  private static final double UNTIL = 0.9;
  private static final double COMPILED = 0.01;
  private static final int QUIET_TURNS = 2;

  /** In which threads are sampled; too few samples of the quieter ones otherwise. */
  private static final int WATCHED_TURNS = 5;

  private final Arguments arguments;
  private final Source source;

  /**
   * One turn.
   *
   * @param jobMicros of CPU for each event, all of the process
   * @param ledgerMicros of it for ledger and budgets
   * @param share of the latter
   * @param collectorMicros on the wall, as those of the compiler
   */
  record Turn(
      double jobMicros,
      double ledgerMicros,
      double share,
      double callsPerEvent,
      double collectorMicros,
      double compilerMicros,
      Map<String, Double> microsByThread) {}

  /** All turns with one kind of picture. */
  record Cost(
      String input,
      int events,
      Spread jobMicros,
      Spread ledgerMicros,
      Spread share,
      LedgersShare ledgersShare,
      List<Turn> turns) {
    boolean isMet() {
      return share.median() <= TARGET;
    }
  }

  private LedgerCost(Arguments arguments, Source source) {
    this.arguments = arguments;
    this.source = source;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.parse(args);
    Jvm.continueInJobJvm(LedgerCost.class, arguments, args);
    Report report = Report.begin("ledger-cost", args);
    List<Cost> costs = new ArrayList<>();
    try (Source source = Source.start()) {
      for (Input input : arguments.inputs()) {
        costs.add(new LedgerCost(arguments, source).measure(input));
      }
    }
    report.finish(costs, arguments.out());
    System.out.println("| picture | job, CPU µs per event | ledger and budgets, CPU µs | share |");
    System.out.println("|---|---|---|---|");
    for (Cost cost : costs) {
      System.out.println(
          "| %s | %s | %s | %s |"
              .formatted(
                  cost.input(),
                  cost.jobMicros().text(1),
                  cost.ledgerMicros().text(1),
                  cost.share().text(4)));
    }
    boolean isMet = costs.stream().allMatch(Cost::isMet);
    System.out.println(isMet ? "met" : "missed");
    System.exit(isMet ? 0 : 1);
  }

  @SuppressWarnings("try") // the job runs beside, and is counted from outside
  private Cost measure(Input input) throws Exception {
    List<String> options = new ArrayList<>();
    options.add("vedette.provider.url=" + source.providerUrl());
    options.add("vedette.account.calls-per-minute=1000000");
    options.add("vedette.account.burst=100000");
    options.addAll(arguments.options());
    try (var unused = RunningJob.start(source.bootstrap(), input, options);
        var orders = new BudgetOrders(source.bootstrap())) {
      orders.give("month", new BudgetPeriod(Length.MONTH, false, ZoneOffset.UTC), AMPLE);
      orders.give("day", new BudgetPeriod(Length.DAY, false, ZoneOffset.UTC), AMPLE);
      orders.give("minute", new BudgetPeriod(Length.MINUTE, true, ZoneOffset.UTC), AMPLE);
      warmUp(input);
      LedgersShare shares;
      try (LedgersShare.Watch watch = LedgersShare.watch()) {
        for (int i = 0; i < WATCHED_TURNS; i++) {
          turn(input, LedgersShare.NONE);
        }
        shares = watch.take();
      }
      List<Turn> turns = new ArrayList<>();
      for (int i = 0; i < arguments.pairs(); i++) {
        turns.add(turn(input, shares));
        progress(input, turns.get(i));
      }
      return new Cost(
          input.name(),
          arguments.events(),
          Spread.of(turns.stream().map(Turn::jobMicros).toList()),
          Spread.of(turns.stream().map(Turn::ledgerMicros).toList()),
          Spread.of(turns.stream().map(Turn::share).toList()),
          shares,
          turns);
    }
  }

  private void warmUp(Input input) throws Exception {
    int quiet = 0;
    for (int turns = 1; quiet < QUIET_TURNS && turns <= arguments.warmUps(); turns++) {
      Turn turn = turn(input, LedgersShare.NONE);
      quiet = turn.compilerMicros() < COMPILED * turn.jobMicros() ? quiet + 1 : 0;
    }
  }

  private Turn turn(Input input, LedgersShare shares) throws Exception {
    long done = ended();
    source.fillWithFaces(input, arguments.events(), ASKED_EVERY);
    await(() -> ended() - done >= arguments.events() * FROM);
    long eventsBefore = ended();
    long callsBefore = answered();
    CpuMeter before = CpuMeter.read();
    await(() -> ended() - done >= arguments.events() * UNTIL);
    long events = ended() - eventsBefore;
    long calls = answered() - callsBefore;
    CpuMeter after = CpuMeter.read();
    await(() -> ended() - done >= arguments.events());
    Map<String, Double> threads = new TreeMap<>(before.microsByThread(after, events));
    double jobMicros = before.nanosUntil(after) / 1e3 / events;
    double collectorMicros = (after.collectorMillis() - before.collectorMillis()) * 1e3 / events;
    double ledgerMicros = shares.microsOf(threads, collectorMicros);
    return new Turn(
        jobMicros,
        ledgerMicros,
        ledgerMicros / jobMicros,
        (double) calls / events,
        collectorMicros,
        (after.compilerMillis() - before.compilerMillis()) * 1e3 / events,
        threads);
  }

  private static long ended() {
    return Counters.sum(MetricNames.EVENTS, "");
  }

  private static long answered() {
    return Counters.sum(MetricNames.EVENTS, "cloud");
  }

  private static void await(BooleanSupplier condition) {
    CloudSite.await("so many events", condition);
  }

  private static void progress(Input input, Turn turn) {
    System.err.printf(
        Locale.ROOT,
        "%s: job %.1f µs, ledger %.1f µs, %.2f %%, %.4f calls an event%n",
        input,
        turn.jobMicros(),
        turn.ledgerMicros(),
        100 * turn.share(),
        turn.callsPerEvent());
  }
}
