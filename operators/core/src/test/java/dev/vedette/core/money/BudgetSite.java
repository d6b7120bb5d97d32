package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Budgets;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.budget.Sums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A job with three tenants, in miniature: leave that is given and calls that are made, each with
 * checkpoints of its own, a ledger that is read with delay, providers that bill, and a clock that
 * somebody sets. Every step is drawn at random.
 */
final class BudgetSite {
  private final Random random;
  private final Flaw flaw;
  private final WallClock clock;
  private final MiniatureCalls calls;
  private final ProviderBills bills = new ProviderBills();
  private final MiniatureLedger ledger = new MiniatureLedger();
  private final HeldLimits held;
  private final LimitOrders orders;
  private final Map<String, Account> asked = new HashMap<>();
  private final List<String> inferences = new ArrayList<>();
  private final SiteCounts counts = new SiteCounts();
  private final SumChecks checks;

  private Checkpoint checkpoint =
      new Checkpoint(MiniatureAdmit.Checkpoint.NONE, MiniatureAsk.Checkpoint.NONE);
  private Optional<Barrier> barrier = Optional.empty();
  private MiniatureAdmit admit;
  private MiniatureAsk ask;
  private long turn;

  private record Checkpoint(MiniatureAdmit.Checkpoint admit, MiniatureAsk.Checkpoint ask) {}

  /** A checkpoint that is not complete: the barrier is between the two. */
  private record Barrier(MiniatureAdmit.Checkpoint admit, long turn) {}

  BudgetSite(long seed, Flaw flaw) {
    this.random = new Random(seed);
    this.flaw = flaw;
    clock = new WallClock(random);
    calls = new MiniatureCalls(ledger, bills, random.nextBoolean());
    checks = new SumChecks(counts, random);
    held = new HeldLimits(bills, clock);
    orders = new LimitOrders(random, flaw);
    orders.next();
    orders.next();
    admit = new MiniatureAdmit(flaw, ledger, checkpoint.admit(), clock.now());
    ask = new MiniatureAsk(flaw, ledger, calls, checkpoint.ask(), turn);
  }

  SiteCounts counts() {
    return counts;
  }

  /** What happens next; afterwards all is as it should be. */
  void anyStep() {
    clock.tick();
    // The first has most of the questions, so that its limits are always nearly reached.
    String about = LimitOrders.TENANTS.get(Math.max(0, random.nextInt(6) - 3));
    switch (random.nextInt(25)) {
      case 0, 1, 2, 3, 4 -> question(about);
      case 5, 6, 7, 8, 9, 10, 11, 12 -> ask.anyStep(random, clock.now());
      case 13, 14, 15, 16 -> admit.read(1 + random.nextInt(5), clock.now());
      case 17, 18 -> clock.pass();
      case 19 -> beginCheckpoint();
      case 20 -> completeCheckpoint();
      case 21 -> admit.forget(clock.now());
      case 22 -> kill();
      default -> rarely();
    }
    held.assertHeld();
    checks.assertSums(admit.of(about), orders.inForce().of(about), clock.now());
  }

  private void rarely() {
    switch (random.nextInt(6)) {
      case 0, 1 -> orders.next();
      case 2 -> clock.beSet();
      case 3 -> bills.credit(random).ifPresent(this::reconcile);
      default -> reconcileAny();
    }
  }

  private void question(String tenant) {
    if (inferences.isEmpty() || random.nextInt(4) > 0) {
      String inferenceId = "i-" + inferences.size();
      inferences.add(inferenceId);
      String deviceClass = random.nextInt(3) > 0 ? "door" : "yard";
      asked.put(
          inferenceId, new Account(tenant, deviceClass, random.nextBoolean() ? "face" : "person"));
      question(inferenceId, asked.get(inferenceId));
    } else {
      String again = inferences.get(random.nextInt(inferences.size()));
      question(again, asked.get(again));
    }
  }

  private void question(String inferenceId, Account account) {
    if (!admit.hasCaughtUp() || admit.isUnderWay(account.tenant(), inferenceId)) {
      return;
    }
    var roads =
        List.of(
            new RoadPrice("dear/m", "dear", 300 + random.nextInt(200)),
            new RoadPrice("cheap/m", "cheap", 50 + random.nextInt(100)));
    int wanted = 1 + random.nextInt(3);
    Optional<MiniatureAsk.Granted> granted =
        admit.ask(inferenceId, account, roads, wanted, orders.understood(), clock.now(), turn + 1);
    if (granted.isPresent()) {
      turn++;
      counts.granted++;
      ask.take(granted.get());
      granted(granted.get());
    } else {
      counts.denied++;
      checks.assertThereIsNoRoom(
          admit.of(account.tenant()),
          hardLimitsOver(account),
          account.tenant(),
          roads,
          clock.now());
    }
  }

  /** By all that is known, and by all that may yet be billed. */
  private void granted(MiniatureAsk.Granted leave) {
    String tenant = leave.account().tenant();
    for (Limit limit : hardLimitsOver(leave.account())) {
      boolean isConcerned =
          leave.reservation().roads().stream().anyMatch(road -> limit.counts(road.provider()));
      if (isConcerned && SumChecks.isRemembered(admit.of(tenant), limit, clock.now())) {
        SumChecks.assertWithin(admit.of(tenant), limit, tenant, clock.now());
        Instant start = WallCalendar.countsFrom(limit.period(), clock.now());
        held.granted(limit, tenant, leave.turn(), start);
        held.assertHeldWith(ask.mayYetCost(limit, tenant, start), limit);
      }
    }
  }

  private List<Limit> hardLimitsOver(Account account) {
    return orders.inForce().of(account.tenant()).stream()
        .filter(limit -> limit.isHard() && limit.isOver(account.deviceClass(), account.label()))
        .toList();
  }

  private void beginCheckpoint() {
    barrier = Optional.of(new Barrier(admit.checkpoint(), turn));
  }

  private void completeCheckpoint() {
    barrier.ifPresent(
        begun -> checkpoint = new Checkpoint(begun.admit(), ask.checkpoint(begun.turn())));
    barrier = Optional.empty();
  }

  /** The job dies, and comes back from its last checkpoint, or from nothing but the ledger. */
  private void kill() {
    calls.die(random);
    if (random.nextInt(4) == 0) {
      checkpoint = new Checkpoint(MiniatureAdmit.Checkpoint.NONE, MiniatureAsk.Checkpoint.NONE);
    }
    barrier = Optional.empty();
    switch (random.nextInt(4)) {
      case 0 -> clock.beSet();
      case 1 -> clock.pass();
      default -> clock.tick();
    }
    admit = new MiniatureAdmit(flaw, ledger, checkpoint.admit(), clock.now());
    ask = new MiniatureAsk(flaw, ledger, calls, checkpoint.ask(), turn);
  }

  /** Of calls that nothing can be billed for any more, as of old ones in an export. */
  private void reconcileAny() {
    List<BookedCall> calls = ledger.calls();
    if (!calls.isEmpty()) {
      reconcile(calls.get(random.nextInt(calls.size())).call());
    }
  }

  private void reconcile(LedgerCall call) {
    if (!calls.isUnderWay(call)) {
      ledger.reconcile(call, bills.of(call), clock.now());
    }
  }

  /** All grants end, all is read, and the provider's books resolve what is unknown. */
  void settleEverything() {
    ask.finishAll(random, clock.now());
    ledger.calls().forEach(booked -> reconcile(booked.call()));
    admit.read(Integer.MAX_VALUE, clock.now());
    held.assertAlwaysHeld();
  }

  /** Nothing is kept or unknown, and what is spent in a month is what was billed. */
  void assertTheBooksAgree() {
    var all = new Node(Node.ANY, Node.ANY, Node.ANY);
    var purses = new LedgerPurses(clock.now());
    for (int position = 0; position < ledger.size(); position++) {
      purses.add(ledger.at(position));
    }
    for (var zone : WallCalendar.ZONES) {
      var month = new BudgetPeriod(BudgetPeriod.Length.MONTH, false, zone);
      Instant start = WallCalendar.countsFrom(month, clock.now());
      for (String tenant : LimitOrders.TENANTS) {
        MiniatureMoney money = admit.of(tenant);
        if (money.expected().reachesBackTo(month.grain(), start)) {
          assertThat(money.books().within(all, month, clock.now()))
              .isEqualTo(new Sums(bills.since(tenant, start), 0, 0));
        }
        assertThat(purses.of(tenant).standing(Budgets.limit("shown", month), clock.now()))
            .as("whoever reads the ledger alone")
            .isEqualTo(new Sums(bills.since(tenant, start), 0, 0));
      }
    }
  }
}
