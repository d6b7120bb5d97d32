package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.Examples;
import dev.vedette.core.budget.Bucket;
import dev.vedette.core.budget.Buckets;
import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job with one tenant, in miniature: admission with checkpoints, calls under way, a ledger that
 * is read with delay, and providers that bill. Every step is drawn at random.
 */
final class BudgetSite {
  static final Duration LONGEST_JUMP = Duration.ofHours(9);

  private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu"); // +05:45
  private static final List<Account> ACCOUNTS =
      List.of(
          new Account("acme", "door", "face"),
          new Account("acme", "door", "person"),
          new Account("acme", "yard", "person"));

  private final Random random;
  private Instant now = Instant.parse("2026-10-24T21:00:00Z");
  private Limits limits = Limits.NONE;
  private boolean isReserving = true;
  private long granted;
  private long denied;

  // What outlives a kill.
  private final List<LedgerLine> ledger = new ArrayList<>();
  private final List<Billed> bills = new ArrayList<>();
  private final Map<Limit, Instant> orderedAt = new HashMap<>();

  private State state = new State();
  private Checkpoint checkpoint = new Checkpoint(state.copy(), List.of());
  private List<Open> underWay = new ArrayList<>();
  private int inferences;

  /** What admission knows, as its checkpoints keep it. */
  private static final class State {
    final Map<Bucket, Sums> buckets = new HashMap<>();
    final Map<String, Exposure> exposures = new HashMap<>();
    int readTo;

    State copy() {
      var copy = new State();
      copy.buckets.putAll(buckets);
      copy.exposures.putAll(exposures);
      copy.readTo = readTo;
      return copy;
    }
  }

  private record Checkpoint(State state, List<Open> underWay) {}

  /** A grant that is being worked on. */
  private record Open(String inferenceId, Account account, Reservation reservation) {
    LedgerGrant grant() {
      return new LedgerGrant(inferenceId, reservation.grantedAt());
    }
  }

  /** What a provider has on its bill. */
  private record Billed(
      Account account, String provider, Instant grantedAt, long micros, LedgerCall call) {}

  private final Buckets buckets =
      new Buckets() {
        @Override
        public Sums at(Bucket bucket) {
          return state.buckets.getOrDefault(bucket, Sums.ZERO);
        }

        @Override
        public void put(Bucket bucket, Sums sums) {
          state.buckets.put(bucket, sums);
        }

        @Override
        public void forEach(java.util.function.BiConsumer<Bucket, Sums> action) {
          state.buckets.forEach(action);
        }
      };
  private Books books = new Books(buckets);

  BudgetSite(Random random) {
    this.random = random;
    order();
    order();
  }

  BudgetSite withoutReservations() {
    isReserving = false;
    return this;
  }

  long granted() {
    return granted;
  }

  long denied() {
    return denied;
  }

  void anyStep() {
    now = now.plusMillis(1);
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> ask("i-" + inferences++, ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
      case 4 -> askAgain();
      case 5, 6, 7, 8 -> workOnOne();
      case 9, 10, 11 -> readSome(1 + random.nextInt(4));
      case 12 -> pass();
      case 13 -> checkpoint = new Checkpoint(state.copy(), List.copyOf(underWay));
      case 14 -> kill(random.nextInt(4) == 0);
      default -> rarely();
    }
  }

  private void rarely() {
    switch (random.nextInt(6)) {
      case 0 -> order();
      case 1 -> reconcileOne();
      default -> sweep();
    }
  }

  private void order() {
    var lengths = BudgetPeriod.Length.values();
    var period =
        new BudgetPeriod(lengths[random.nextInt(lengths.length)], random.nextBoolean(), ZONE);
    String deviceClass = random.nextBoolean() ? Node.ANY : "door";
    String label = deviceClass.equals(Node.ANY) || random.nextBoolean() ? Node.ANY : "face";
    String provider = random.nextInt(3) == 0 ? "cheap" : Node.ANY;
    var limit =
        new Limit(
            "l-" + random.nextInt(3),
            Node.ANY,
            deviceClass,
            label,
            provider,
            period,
            500 + random.nextInt(3_000),
            true,
            List.of(),
            Map.of());
    limits = limits.with(limit);
    orderedAt.put(limit, now);
  }

  private void ask(String inferenceId, Account account) {
    Exposure known = state.exposures.getOrDefault(inferenceId, Exposure.of(account));
    if (known.isOpen()) {
      return;
    }
    Instant grantedAt = known.grantTime(now);
    var roads =
        List.of(
            new RoadPrice("dear/m", "dear", 300 + random.nextInt(200)),
            new RoadPrice("cheap/m", "cheap", 50 + random.nextInt(100)));
    Optional<Reservation> room =
        new Purse("acme", books)
            .room(account, roads, 1 + random.nextInt(3), limits, grantedAt, now);
    if (room.isEmpty()) {
      denied++;
      return;
    }
    granted++;
    if (isReserving) {
      replace(inferenceId, known, known.with(room.get()));
    }
    underWay.add(new Open(inferenceId, account, room.get()));
  }

  private void askAgain() {
    if (inferences > 0) {
      String inferenceId = "i-" + random.nextInt(inferences);
      Exposure known = state.exposures.get(inferenceId);
      if (known != null) {
        ask(inferenceId, known.account());
      }
    }
  }

  /** A grant makes a call, hears of one, or ends. */
  private void workOnOne() {
    if (underWay.isEmpty()) {
      return;
    }
    Open open = underWay.get(random.nextInt(underWay.size()));
    if (isEnded(open)) {
      underWay.remove(open);
      return;
    }
    long made = callsOf(open).stream().filter(call -> isUnder(call, open)).count();
    if (random.nextInt(3) == 0 || made >= open.reservation().calls()) {
      ledger.add(LedgerLine.ended(open.account(), open.grant(), now));
      underWay.remove(open);
      return;
    }
    call(open);
  }

  private void call(Open open) {
    RoadPrice road =
        open.reservation().roads().get(random.nextInt(open.reservation().roads().size()));
    int attempt = (int) callsOf(open).stream().map(LedgerCall::attempt).distinct().count() + 1;
    LedgerCall call = call(open, attempt, road.provider());
    Account account = open.account();
    ledger.add(LedgerLine.dispatched(account, call, road.micros(), now));
    long price = random.nextInt((int) road.micros() + 1);
    switch (random.nextInt(5)) {
      case 0 -> ledger.add(LedgerLine.released(account, call, Reason.OFFLINE, now));
      case 1 -> bill(call, random.nextBoolean() ? price : 0); // and the job died of it
      case 2 -> {
        bill(call, random.nextBoolean() ? price : 0);
        ledger.add(LedgerLine.unknown(account, call, road.micros(), Reason.TIMEOUT, now));
      }
      default -> {
        bill(call, price);
        ledger.add(LedgerLine.settled(account, call, Examples.answer(price), now));
      }
    }
  }

  private void bill(LedgerCall call, long micros) {
    bills.add(new Billed(call.account(), call.provider(), call.grantedAt(), micros, call));
  }

  private boolean isEnded(Open open) {
    return ledger.stream().anyMatch(line -> open.grant().equals(line.grant()));
  }

  private static boolean isUnder(LedgerCall call, Open open) {
    return call.grantedAt().equals(open.reservation().grantedAt());
  }

  private List<LedgerCall> callsOf(Open open) {
    Set<LedgerCall> calls = new HashSet<>();
    for (LedgerLine line : ledger) {
      LedgerCall call = line.call();
      if (call != null && call.inferenceId().equals(open.inferenceId())) {
        calls.add(call);
      }
    }
    return List.copyOf(calls);
  }

  private void readSome(int lines) {
    for (int i = 0; i < lines && state.readTo < ledger.size(); i++) {
      LedgerLine line = ledger.get(state.readTo++);
      String inferenceId = line.inferenceId().orElseThrow();
      LedgerCall call = line.call();
      @Nullable Exposure known = state.exposures.get(inferenceId);
      if (known != null || call != null) {
        Exposure before = known == null ? Exposure.of(call.account()) : known;
        replace(inferenceId, before, before.with(line));
      }
    }
  }

  private void replace(String inferenceId, Exposure before, Exposure after) {
    books.post(before, after, now);
    state.exposures.put(inferenceId, after);
  }

  private void pass() {
    now = now.plusMillis(random.nextInt(4) == 0 ? jump() : random.nextInt(40_000));
  }

  private long jump() {
    return (long) (random.nextDouble() * LONGEST_JUMP.toMillis());
  }

  private void sweep() {
    state.buckets.keySet().removeIf(bucket -> bucket.isOver(now));
    if (random.nextBoolean()) {
      books.forgetWindows();
    }
  }

  /** The job dies, and comes back from its last checkpoint, or from nothing but the ledger. */
  private void kill(boolean isCold) {
    if (isCold) {
      state = new State();
      underWay = new ArrayList<>();
      checkpoint = new Checkpoint(state.copy(), List.of());
    } else {
      state = checkpoint.state().copy();
      underWay = new ArrayList<>(checkpoint.underWay());
    }
    books = new Books(buckets);
    now = now.plusMillis(1);
    // It grants nothing before it has read all that was written before it started.
    readSome(Integer.MAX_VALUE);
  }

  private void reconcileOne() {
    if (!bills.isEmpty()) {
      Billed bill = bills.get(random.nextInt(bills.size()));
      reconcile(bill.call());
    }
  }

  private void reconcile(LedgerCall call) {
    long billed =
        bills.stream()
            .filter(bill -> bill.call().requestId().equals(call.requestId()))
            .mapToLong(Billed::micros)
            .sum();
    ledger.add(
        LedgerLine.reconciled(
            call.account(), call, billed, new BillingEvidence("usage.csv:1", 0), now));
  }

  void assertNothingIsOverspent() {
    assertThat(overspent()).as("at %s under %s", now, limits).isEmpty();
  }

  /** Limits beyond which the provider has billed. */
  List<String> overspent() {
    List<String> all = new ArrayList<>();
    for (Limit limit : limits.all()) {
      // What was granted before it was ordered is no fault of the limit's, unless more was after
      // it.
      if (billed(limit, orderedAt.get(limit)) > 0 && billed(limit, null) > limit.micros()) {
        all.add(limit.name());
      }
    }
    return all;
  }

  private long billed(Limit limit, @Nullable Instant since) {
    Instant start = startOf(limit.period());
    return bills.stream()
        .filter(bill -> !bill.grantedAt().isBefore(start))
        .filter(bill -> since == null || !bill.grantedAt().isBefore(since))
        .filter(
            bill ->
                limit.isOver(bill.account().deviceClass(), bill.account().label())
                    && limit.counts(bill.provider()))
        .mapToLong(Billed::micros)
        .sum();
  }

  /** To the instant, by the calendar of the test. */
  private Instant startOf(BudgetPeriod period) {
    if (period.isRolling()) {
      return now.minus(
          switch (period.length()) {
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(30);
          });
    }
    var local = now.atZone(ZONE);
    return switch (period.length()) {
      case MINUTE -> local.withSecond(0).withNano(0).toInstant();
      case HOUR -> local.withMinute(0).withSecond(0).withNano(0).toInstant();
      case DAY -> local.toLocalDate().atStartOfDay(ZONE).toInstant();
      case WEEK ->
          local
              .toLocalDate()
              .minusDays(local.getDayOfWeek().getValue() - 1L)
              .atStartOfDay(ZONE)
              .toInstant();
      case MONTH -> local.toLocalDate().withDayOfMonth(1).atStartOfDay(ZONE).toInstant();
    };
  }

  /** All grants end, all is read, and the provider's books resolve what is unknown. */
  void settleEverything() {
    for (Open open : List.copyOf(underWay)) {
      if (!isEnded(open)) {
        ledger.add(LedgerLine.ended(open.account(), open.grant(), now));
      }
    }
    readSome(Integer.MAX_VALUE);
    List<LedgerCall> unknown = new ArrayList<>();
    for (LedgerLine line : ledger) {
      if (line.entry() == LedgerLine.Entry.DISPATCHED) {
        unknown.add(line.call());
      }
    }
    unknown.forEach(this::reconcile);
    readSome(Integer.MAX_VALUE);
  }

  /** Nothing is kept or unknown, and what is spent in a month is what was billed. */
  void assertTheBooksAgree() {
    var month = new BudgetPeriod(BudgetPeriod.Length.MONTH, false, ZONE);
    Sums sums = new Books(buckets).within(new Node(Node.ANY, Node.ANY, Node.ANY), month, now);
    long billed =
        bills.stream()
            .filter(bill -> !bill.grantedAt().isBefore(startOf(month)))
            .mapToLong(Billed::micros)
            .sum();
    assertThat(sums).isEqualTo(new Sums(billed, 0, 0));
  }

  private static LedgerCall call(Open open, int attempt, String provider) {
    return new LedgerCall(
        open.inferenceId(),
        attempt,
        attempt > 1,
        "e-" + open.inferenceId(),
        open.account().tenant(),
        "cam-1",
        open.account().deviceClass(),
        open.account().label(),
        "face@1.0.0",
        0.9,
        provider,
        "m",
        "p-1",
        open.reservation().grantedAt());
  }
}
