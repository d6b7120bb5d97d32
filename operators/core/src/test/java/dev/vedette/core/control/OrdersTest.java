package dev.vedette.core.control;

import static dev.vedette.core.control.Mode.CLOUD;
import static dev.vedette.core.control.Mode.EDGE;
import static dev.vedette.core.control.Mode.HYBRID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static final Instant MONDAY_NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Set<DayOfWeek> WORKING_DAYS =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

  @Test
  void withoutAnOrderTheGateDecides() {
    assertThat(Orders.NONE.modeOf("acme", "door", MONDAY_NOON)).isEqualTo(HYBRID);
    Orders others = Orders.NONE.with(always("other", "*", EDGE));
    assertThat(others.modeOf("acme", "door", MONDAY_NOON)).isEqualTo(HYBRID);
  }

  @Test
  void theNarrowestScopeCountsAndATenantBeforeAClass() {
    Orders orders = Orders.NONE.with(always("*", "*", EDGE));
    assertThat(orders.modeOf("acme", "door", MONDAY_NOON)).isEqualTo(EDGE);
    orders = orders.with(always("*", "door", CLOUD));
    assertThat(orders.modeOf("acme", "door", MONDAY_NOON)).isEqualTo(CLOUD);
    orders = orders.with(always("acme", "*", HYBRID));
    assertThat(orders.modeOf("acme", "door", MONDAY_NOON)).isEqualTo(HYBRID);
    orders = orders.with(always("acme", "door", EDGE));
    assertThat(orders.modeOf("acme", "door", MONDAY_NOON)).isEqualTo(EDGE);
    assertThat(orders.modeOf("acme", "yard", MONDAY_NOON)).isEqualTo(HYBRID);
    assertThat(orders.modeOf("other", "door", MONDAY_NOON)).isEqualTo(CLOUD);
    assertThat(orders.modeOf("other", "yard", MONDAY_NOON)).isEqualTo(EDGE);
  }

  @Test
  void aScopeGoesBeforeAnotherWhereBothHaveDevicesAndItIsNarrower() {
    var door = new Scope("acme", "door");
    var tenant = new Scope("acme", "*");
    var doors = new Scope("*", "door");
    assertThat(door.goesBefore(tenant)).isTrue();
    assertThat(tenant.goesBefore(doors)).isTrue();
    assertThat(doors.goesBefore(Scope.EVERYBODY)).isTrue();
    assertThat(doors.goesBefore(tenant)).isFalse();
    assertThat(door.goesBefore(door)).isFalse();
    assertThat(door.goesBefore(new Scope("other", "*"))).isFalse();
  }

  @Test
  void aKeyNamesAScopeOrNone() {
    assertThat(Scope.named("acme/*")).contains(new Scope("acme", "*"));
    assertThat(Scope.named("acme")).isEmpty();
    assertThat(Scope.named("a/b/c")).contains(new Scope("a", "b/c"));
    assertThat(Scope.named("/door")).isEmpty();
  }

  @Test
  void anOrderReplacesThatOfItsScopeAndCanBeTakenBack() {
    Orders orders = Orders.NONE.with(always("*", "*", EDGE)).with(always("*", "*", CLOUD));
    assertThat(orders.all()).hasSize(1);
    assertThat(orders.modeOf("acme", "door", MONDAY_NOON)).isEqualTo(CLOUD);
    assertThat(orders.without(Scope.EVERYBODY)).isEqualTo(Orders.NONE);
    assertThat(orders.without(new Scope("acme", "*"))).isEqualTo(orders);
  }

  @Test
  void hoursAreThoseOfTheirZone() {
    Order order =
        order(ZoneId.of("Europe/Berlin"), new Hours(WORKING_DAYS, at("08:00"), at("18:00"), EDGE));
    assertThat(order.modeAt(Instant.parse("2026-06-01T05:59:59Z"))).isEqualTo(HYBRID);
    assertThat(order.modeAt(Instant.parse("2026-06-01T06:00:00Z"))).isEqualTo(EDGE);
    assertThat(order.modeAt(Instant.parse("2026-06-01T15:59:59Z"))).isEqualTo(EDGE);
    assertThat(order.modeAt(Instant.parse("2026-06-01T16:00:00Z"))).isEqualTo(HYBRID);
    assertThat(order.modeAt(Instant.parse("2026-06-06T10:00:00Z")))
        .as("Saturday")
        .isEqualTo(HYBRID);
  }

  @Test
  void aDeviceClassMayHaveAnyNameThatAnEventMayHave() {
    Orders orders = Orders.NONE.with(always("acme", "*", EDGE));
    assertThat(orders.modeOf("acme", "stairs/north", MONDAY_NOON)).isEqualTo(EDGE);
    assertThat(orders.modeOf("acme", "*", MONDAY_NOON)).isEqualTo(EDGE);
  }

  /** On 29 March 2026 the clocks of Berlin went from 02:00 to 03:00, on 25 October back. */
  @Test
  void hoursAreThoseOfTheWallAlsoWhenItsClockIsChanged() {
    Order order =
        order(ZoneId.of("Europe/Berlin"), new Hours(EVERY_DAY, at("01:30"), at("04:00"), EDGE));
    assertThat(order.modeAt(Instant.parse("2026-03-29T00:30:00Z"))).isEqualTo(EDGE);
    assertThat(order.modeAt(Instant.parse("2026-03-29T01:59:59Z"))).isEqualTo(EDGE);
    assertThat(order.modeAt(Instant.parse("2026-03-29T02:00:00Z"))).isEqualTo(HYBRID);
    assertThat(order.modeAt(Instant.parse("2026-10-24T23:30:00Z"))).isEqualTo(EDGE);
    assertThat(order.modeAt(Instant.parse("2026-10-25T02:59:59Z"))).isEqualTo(EDGE);
    assertThat(order.modeAt(Instant.parse("2026-10-25T03:00:00Z"))).isEqualTo(HYBRID);
  }

  @Test
  void hoursThatEndBeforeTheyBeginEndOnTheNextDay() {
    Order order =
        order(ZoneOffset.UTC, new Hours(Set.of(DayOfWeek.FRIDAY), at("22:00"), at("06:00"), CLOUD));
    assertThat(order.modeAt(Instant.parse("2026-06-05T21:59:59Z"))).isEqualTo(HYBRID);
    assertThat(order.modeAt(Instant.parse("2026-06-05T22:00:00Z"))).isEqualTo(CLOUD);
    assertThat(order.modeAt(Instant.parse("2026-06-06T05:59:59Z"))).isEqualTo(CLOUD);
    assertThat(order.modeAt(Instant.parse("2026-06-06T06:00:00Z"))).isEqualTo(HYBRID);
    assertThat(order.modeAt(Instant.parse("2026-06-06T22:00:00Z"))).isEqualTo(HYBRID);
    assertThat(order.modeAt(Instant.parse("2026-06-05T05:00:00Z"))).isEqualTo(HYBRID);
  }

  @Test
  void theFirstHoursThatFitCount() {
    Order order =
        order(
            ZoneOffset.UTC,
            new Hours(EVERY_DAY, at("12:00"), at("13:00"), CLOUD),
            new Hours(EVERY_DAY, at("08:00"), at("18:00"), EDGE));
    assertThat(order.modeAt(MONDAY_NOON)).isEqualTo(CLOUD);
    assertThat(order.modeAt(MONDAY_NOON.plusSeconds(3_600))).isEqualTo(EDGE);
  }

  @Test
  void namesAndDaysAreNotEmpty() {
    assertThatThrownBy(() -> new Scope("", "*")).hasMessageContaining("have names");
    assertThatThrownBy(() -> new Scope("a/b", "*")).hasMessageContaining("has a '/'");
    var stairs = new Scope("acme", "stairs/north");
    assertThat(Scope.named(stairs.toString())).contains(stairs);
    assertThatThrownBy(() -> new Hours(Set.of(), at("08:00"), at("09:00"), EDGE))
        .hasMessageContaining("no day");
  }

  /** Of two that share their times, one begins where the other ends. */
  @Property
  void hoursAndThoseAroundThemAreTheWholeDay(
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int until,
      @ForAll @IntRange(max = 7 * 1440 - 1) int minute) {
    var inside = new Hours(EVERY_DAY, time(from), time(until), EDGE);
    var outside = new Hours(EVERY_DAY, time(until), time(from), EDGE);
    Instant now = MONDAY_NOON.plusSeconds(60L * minute);
    boolean in = order(ZoneOffset.UTC, inside).modeAt(now) == EDGE;
    boolean out = order(ZoneOffset.UTC, outside).modeAt(now) == EDGE;
    assertThat(in ^ out).isEqualTo(from != until);
    assertThat(in || out).isTrue();
  }

  private static LocalTime time(int minutes) {
    return LocalTime.of(minutes / 60, minutes % 60);
  }

  private static LocalTime at(String time) {
    return LocalTime.parse(time);
  }

  private static Order always(String tenant, String deviceClass, Mode mode) {
    return new Order(
        new Scope(tenant, deviceClass), mode, List.of(), ZoneOffset.UTC, MONDAY_NOON, "");
  }

  private static Order order(ZoneId zone, Hours... hours) {
    return new Order(Scope.EVERYBODY, HYBRID, List.of(hours), zone, MONDAY_NOON, "");
  }
}
