package dev.vedette.core.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders in force, and those that were in force before them, as far as a run of the job knows.
 *
 * <p>Those before matter to events that an earlier run may have read: what it asked about each of
 * them for itself has to be asked again, or its first word would stay the last.
 *
 * @param openedAt when this run began to obey
 * @param standings at least one, in the order of their times
 */
public record OrderLog(Instant openedAt, List<Standing> standings) {
  /** Nobody changes their mind more often than this while events are on their way. */
  private static final int MOST = 100;

  /** Within which an order is obeyed that has been given. */
  private static final Duration OBEYED_WITHIN = Duration.ofSeconds(5);

  /**
   * What was in force until the next one.
   *
   * @param since when it was given, by the broker's clock
   */
  public record Standing(Instant since, Orders orders) {}

  public OrderLog {
    if (standings.isEmpty()) {
      throw new IllegalArgumentException("no standings: without an order, Orders.NONE stand");
    }
    standings = List.copyOf(standings);
  }

  /** One that knows of no order yet. */
  public static OrderLog opened(Instant at) {
    return new OrderLog(at, List.of(new Standing(Instant.MIN, Orders.NONE)));
  }

  /**
   * The same after orders were given that are in force from now on. What could be spent before
   * matters to no event, so a budget pushes no mode out.
   */
  public OrderLog with(Orders orders, Instant givenAt) {
    List<Standing> all = new ArrayList<>(standings);
    Standing newest = all.get(all.size() - 1);
    if (newest.orders().byScope().equals(orders.byScope())) {
      all.set(all.size() - 1, new Standing(newest.since(), orders));
      return new OrderLog(openedAt, all);
    }
    Instant since = givenAt.isBefore(newest.since()) ? newest.since() : givenAt;
    all.add(new Standing(since, orders));
    return new OrderLog(openedAt, all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  /** Those in force. */
  public Orders now() {
    return standings.get(standings.size() - 1).orders();
  }

  /**
   * Whether the cloud has the last word on an event; also on one that came before this run began,
   * if it had it then.
   *
   * @param appendedAt when the event came, by the broker's clock
   */
  public boolean isForTheCloud(String tenant, String deviceClass, Instant appendedAt, Instant now) {
    if (now().modeOf(tenant, deviceClass, now) == Mode.CLOUD) {
      return true;
    }
    return appendedAt.isBefore(openedAt)
        && (wasForTheCloud(tenant, deviceClass, appendedAt)
            || wasForTheCloud(tenant, deviceClass, appendedAt.minus(OBEYED_WITHIN)));
  }

  private boolean wasForTheCloud(String tenant, String deviceClass, Instant time) {
    return at(time).modeOf(tenant, deviceClass, time) == Mode.CLOUD;
  }

  private Orders at(Instant time) {
    for (int i = standings.size() - 1; i > 0; i--) {
      if (!standings.get(i).since().isAfter(time)) {
        return standings.get(i).orders();
      }
    }
    return standings.get(0).orders();
  }
}
