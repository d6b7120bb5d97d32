package dev.vedette.core.money;

import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.budget.Sums;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant may still spend: its limits, held against its {@link Books}.
 *
 * <p>A call is granted only if the limits hold should all that may be billed be billed: spent +
 * unknown + reserved, the new reservation among it, is at most the limit, for every limit that the
 * account is under.
 */
public final class Purse {
  private final String tenant;
  private final Books books;
  private final boolean givesWay;

  public Purse(String tenant, Books books) {
    this(tenant, books, false);
  }

  private Purse(String tenant, Books books, boolean givesWay) {
    this.tenant = tenant;
    this.books = books;
    this.givesWay = givesWay;
  }

  /**
   * The same for questions that give way to others: they leave a tenth of each limit, so that what
   * was kept through an outage does not take the last of a budget from what happens now.
   */
  public Purse givingWay() {
    return new Purse(tenant, books, true);
  }

  /**
   * What may be kept for a question: as many calls as are wanted, or else fewer, on the roads that
   * the limits allow by their own prices. Empty where not even one call may be made.
   *
   * @param roads that lead to a brain, at what this question costs there
   * @param wanted calls
   * @param grantedAt what the grant would be named by
   */
  public Optional<Reservation> room(
      Account account,
      List<RoadPrice> roads,
      int wanted,
      Limits limits,
      Instant grantedAt,
      Instant now) {
    List<Limit> hard =
        limits.of(tenant).stream()
            .filter(limit -> limit.isHard() && limit.isOver(account.deviceClass(), account.label()))
            .toList();
    for (int calls = wanted; calls > 0; calls--) {
      int tried = calls;
      List<RoadPrice> affordable =
          roads.stream().filter(road -> isAffordable(road, tried, hard, now)).toList();
      if (!affordable.isEmpty()) {
        return Optional.of(new Reservation(grantedAt, calls, affordable));
      }
    }
    return Optional.empty();
  }

  /** The limits by which not even the cheapest call could be made. */
  public List<Limit> blocking(Account account, List<RoadPrice> roads, Limits limits, Instant now) {
    return limits.of(tenant).stream()
        .filter(limit -> limit.isHard() && limit.isOver(account.deviceClass(), account.label()))
        .filter(
            limit -> roads.stream().noneMatch(road -> isAffordable(road, 1, List.of(limit), now)))
        .toList();
  }

  /** The limits that it is held against. */
  public List<Limit> limitsIn(Limits limits) {
    return limits.of(tenant);
  }

  public String tenant() {
    return tenant;
  }

  private boolean isAffordable(RoadPrice road, int calls, List<Limit> limits, Instant now) {
    long cost = Math.multiplyExact(road.micros(), (long) calls);
    for (Limit limit : limits) {
      if (limit.counts(road.provider())
          && Math.addExact(standing(limit, now).total(), cost) > mostOf(limit)) {
        return false;
      }
    }
    return true;
  }

  private long mostOf(Limit limit) {
    long micros = limit.microsOf(tenant);
    return givesWay ? micros - micros / 10 : micros;
  }

  /** What counts against one of the tenant's limits. */
  public Sums standing(Limit limit, Instant now) {
    return books.within(limit.node(), limit.period(), now);
  }
}
