package dev.vedette.core.control;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.control.Mode.CLOUD;
import static dev.vedette.core.control.Mode.EDGE;
import static dev.vedette.core.control.Mode.HYBRID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Node;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrderLogTest {
  /** The job begins at noon, after an hour in the cloud's hands that ended at 11:59. */
  private static final OrderLog LOG =
      OrderLog.opened(NOON).with(all(CLOUD), minutes(-61)).with(all(HYBRID), minutes(-1));

  @Test
  void theLastOrdersAreInForce() {
    assertThat(OrderLog.opened(NOON).now()).isEqualTo(Orders.NONE);
    assertThat(LOG.now()).isEqualTo(all(HYBRID));
    assertThat(isForTheCloud(LOG.with(all(CLOUD), minutes(1)), minutes(2), minutes(2))).isTrue();
    assertThat(isForTheCloud(LOG.with(all(EDGE), minutes(1)), minutes(2), minutes(2))).isFalse();
  }

  @Test
  void anEventThatCameBeforeTheStartIsTheCloudsIfItWasThen() {
    assertThat(isForTheCloud(LOG, minutes(-62), NOON)).isFalse();
    assertThat(isForTheCloud(LOG, minutes(-61), NOON)).isTrue();
    assertThat(isForTheCloud(LOG, minutes(-1).minusMillis(1), NOON)).isTrue();
    assertThat(isForTheCloud(LOG, minutes(-1).plusSeconds(10), NOON)).isFalse();
  }

  /** It may have been read before the order was. */
  @Test
  void anEventThatCameJustAfterTheOrderIsStillTheClouds() {
    assertThat(isForTheCloud(LOG, minutes(-1).plusSeconds(4), NOON)).isTrue();
    assertThat(isForTheCloud(LOG, minutes(-1).plusSeconds(5), NOON)).isFalse();
  }

  @Test
  void anEventThatCameSinceIsUnderTheOrdersInForceHoweverLongItWaited() {
    OrderLog changed =
        OrderLog.opened(minutes(-70)).with(all(CLOUD), minutes(-61)).with(all(HYBRID), minutes(-1));
    assertThat(isForTheCloud(changed, minutes(-30), NOON)).isFalse();
  }

  @Test
  void hoursThatHaveEndedCountForWhatCameInThem() {
    var hours =
        new Hours(EnumSet.allOf(DayOfWeek.class), LocalTime.of(11, 0), LocalTime.of(11, 59), CLOUD);
    var order = new Order(Scope.EVERYBODY, HYBRID, List.of(hours), ZoneOffset.UTC, NOON, "");
    OrderLog log = OrderLog.opened(NOON).with(Orders.NONE.with(order), minutes(-600));
    assertThat(isForTheCloud(log, minutes(-61), NOON)).isFalse();
    assertThat(isForTheCloud(log, minutes(-60), NOON)).isTrue();
    assertThat(isForTheCloud(log, minutes(0).minusSeconds(1), NOON)).isFalse();
  }

  @Test
  void timesDoNotGoBackThoughABrokersClockMay() {
    OrderLog log = OrderLog.opened(NOON).with(all(CLOUD), minutes(-5)).with(all(EDGE), minutes(-9));
    assertThat(log.now()).isEqualTo(all(EDGE));
    assertThat(isForTheCloud(log, minutes(-7), NOON)).isFalse();
    assertThat(isForTheCloud(log, minutes(-3), NOON)).isFalse();
  }

  /** Those that are forgotten are the oldest. */
  @Property
  void itIsBoundedAndKeepsTheNewest(@ForAll @IntRange(min = 0, max = 300) int orders) {
    OrderLog log = OrderLog.opened(NOON);
    for (int i = 0; i < orders; i++) {
      log = log.with(all(i % 2 == 0 ? CLOUD : HYBRID), minutes(i - 400));
    }
    assertThat(log.standings()).hasSize(Math.min(orders + 1, 100));
    OrderLog ended = log.with(all(EDGE), minutes(-90));
    for (int i = Math.max(0, orders - 98); i < orders; i++) {
      assertThat(isForTheCloud(ended, minutes(i - 400).plusSeconds(30), NOON))
          .isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void noNumberOfBudgetsPushesAModeOut() {
    OrderLog log = LOG;
    for (int i = 0; i < 200; i++) {
      log = log.with(all(HYBRID).with(Limits.NONE.with(limit(i))), minutes(-1));
    }
    assertThat(isForTheCloud(log, minutes(-2), NOON)).isTrue();
    assertThat(log.now().limits().all()).containsExactly(limit(199));
    assertThat(log.now().byScope()).isEqualTo(LOG.now().byScope());
  }

  @Test
  void somethingStandsAlways() {
    assertThatThrownBy(() -> new OrderLog(NOON, List.of())).hasMessageContaining("no standings");
  }

  private static Limit limit(long micros) {
    return new Limit(
        "all",
        Node.ANY,
        Node.ANY,
        Node.ANY,
        Node.ANY,
        new BudgetPeriod(BudgetPeriod.Length.DAY, false, ZoneOffset.UTC),
        micros,
        true,
        Limit.USUAL_WARNINGS,
        Map.of());
  }

  private static boolean isForTheCloud(OrderLog log, Instant appendedAt, Instant now) {
    return log.isForTheCloud("acme", "door", appendedAt, now);
  }

  private static Instant minutes(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }

  private static Orders all(Mode mode) {
    return Orders.NONE.with(new Order(Scope.EVERYBODY, mode, List.of(), ZoneOffset.UTC, NOON, ""));
  }
}
