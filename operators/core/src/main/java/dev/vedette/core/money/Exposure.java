package dev.vedette.core.money;

import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.money.Attempted.Certainty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one inference costs, and may yet: its calls by what the ledger says of them, and money for
 * those that its grants still allow.
 *
 * <p>A fold over the ledger's lines, in their order and however often they are read again from some
 * place on. A reservation ends with its grant and by nothing else; no time releases what may have
 * been billed.
 *
 * @param ended the latest grant that has ended, or of which nothing is left; null if there is none
 */
public record Exposure(
    Account account,
    List<Attempted> attempts,
    List<Reservation> reservations,
    @Nullable Instant ended) {
  public Exposure {
    attempts = List.copyOf(attempts);
    reservations = List.copyOf(reservations);
  }

  /** Nothing yet. */
  public static Exposure of(Account account) {
    return new Exposure(account, List.of(), List.of(), null);
  }

  /** With what is kept for the calls of one more grant. */
  public Exposure with(Reservation reservation) {
    if (!grantTime(reservation.grantedAt()).equals(reservation.grantedAt())) {
      throw new IllegalArgumentException("granted before at " + reservation.grantedAt());
    }
    List<Reservation> all = new ArrayList<>(reservations);
    all.add(reservation);
    return new Exposure(account, attempts, all, ended);
  }

  /** After one more line about the same inference. */
  public Exposure with(LedgerLine line) {
    LedgerGrant over = line.grant();
    if (over != null) {
      boolean isLater = ended == null || over.grantedAt().isAfter(ended);
      return new Exposure(
              account,
              attempts,
              reservations.stream()
                  .filter(open -> !open.grantedAt().equals(over.grantedAt()))
                  .toList(),
              isLater ? over.grantedAt() : ended)
          .withoutNothings();
    }
    Attempted attempted = attempted(line);
    if (attempted == null) {
      return this;
    }
    List<Attempted> all = new ArrayList<>(attempts);
    int known = 0;
    while (known < all.size() && !isAbout(line, all.get(known))) {
      known++;
    }
    if (known == all.size()) {
      all.add(attempted);
    } else {
      all.set(known, all.get(known).and(attempted));
    }
    return new Exposure(account, all, reservations, ended).withoutNothings();
  }

  /** Whether a line is about this call; older versions have no more than its number. */
  private static boolean isAbout(LedgerLine line, Attempted known) {
    LedgerCall call = line.call();
    return call != null
        && call.attempt() == known.attempt()
        && (call.grantedAt().equals(Instant.EPOCH) || call.grantedAt().equals(known.grantedAt()));
  }

  private static @Nullable Attempted attempted(LedgerLine line) {
    LedgerCall call = line.call();
    if (call == null) {
      return null;
    }
    Certainty certainty =
        switch (line.entry()) {
          case DISPATCHED, UNKNOWN -> Certainty.UNKNOWN;
          case SETTLED, RELEASED -> Certainty.KNOWN;
          case RECONCILED -> Certainty.RECONCILED;
          case EPOCH, ENDED, AVOIDED, REPEATED ->
              throw new IllegalStateException("a call: " + line.entry());
        };
    // Lines of older versions do not say when leave was given; that was just before.
    Instant grantedAt = call.grantedAt().equals(Instant.EPOCH) ? line.at() : call.grantedAt();
    BillingEvidence evidence = line.evidence();
    return new Attempted(
        call.attempt(),
        grantedAt,
        call.provider(),
        line.micros(),
        certainty,
        evidence == null ? 0 : evidence.countedMicros());
  }

  /**
   * Without calls that cost nothing, once no reservation has to know of them. A question that is
   * asked again through a long outage makes many of those.
   */
  private Exposure withoutNothings() {
    List<Attempted> left = new ArrayList<>();
    Instant latest = ended; // no later grant may have the time of one that leaves no trace
    for (Attempted call : attempts) {
      if (call.isNothing() && !isReserved(call.grantedAt())) {
        latest = latest == null || call.grantedAt().isAfter(latest) ? call.grantedAt() : latest;
      } else {
        left.add(call);
      }
    }
    return left.size() == attempts.size()
        ? this
        : new Exposure(account, left, reservations, latest);
  }

  private boolean isReserved(Instant grantedAt) {
    return reservations.stream().anyMatch(open -> open.grantedAt().equals(grantedAt));
  }

  /** Whether some call may yet be made. */
  public boolean isOpen() {
    return !reservations.isEmpty();
  }

  /** Whether it is known of all calls what they cost, and none will be made. */
  public boolean isSettled() {
    return reservations.isEmpty() && attempts.stream().noneMatch(Attempted::isUnknown);
  }

  /**
   * A time for another grant: now, or just after the latest one if that was given then or later.
   */
  public Instant grantTime(Instant now) {
    Instant before = latest();
    if (ended != null && (before == null || ended.isAfter(before))) {
      before = ended;
    }
    return before == null || before.isBefore(now) ? now : before.plus(1, ChronoUnit.MICROS);
  }

  /** The latest time in whose period anything of it counts; null if nothing does. */
  public @Nullable Instant latest() {
    Instant latest = null;
    for (Attempted call : attempts) {
      latest = latest == null || call.grantedAt().isAfter(latest) ? call.grantedAt() : latest;
    }
    for (Reservation open : reservations) {
      latest = latest == null || open.grantedAt().isAfter(latest) ? open.grantedAt() : latest;
    }
    return latest;
  }

  /** Where the money of an inference counts. */
  record Posting(Instant grantedAt, String provider) {}

  /** All that counts, for each provider and for {@link Node#ANY}. */
  Map<Posting, Sums> postings() {
    Map<Posting, Sums> all = new HashMap<>();
    for (Attempted call : attempts) {
      add(all, call.grantedAt(), call.provider(), call.sums());
      add(all, call.grantedAt(), Node.ANY, call.sums());
    }
    for (Reservation open : reservations) {
      int left = callsLeft(open);
      add(all, open.grantedAt(), Node.ANY, new Sums(0, 0, open.micros(left)));
      open.roads().stream()
          .map(RoadPrice::provider)
          .distinct()
          .forEach(
              provider ->
                  add(
                      all,
                      open.grantedAt(),
                      provider,
                      new Sums(0, 0, open.micros(left, provider))));
    }
    return all;
  }

  private int callsLeft(Reservation open) {
    long made = attempts.stream().filter(call -> call.grantedAt().equals(open.grantedAt())).count();
    return (int) Math.max(0, open.calls() - made);
  }

  private static void add(Map<Posting, Sums> all, Instant at, String provider, Sums sums) {
    all.merge(new Posting(at, provider), sums, Sums::plus);
  }
}
