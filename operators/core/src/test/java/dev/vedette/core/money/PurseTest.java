package dev.vedette.core.money;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.budget.Budgets.limit;
import static dev.vedette.core.budget.Budgets.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.Budgets;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.budget.Sums;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PurseTest {
  private static final Account FACE = new Account("acme", "door", "face");
  private static final RoadPrice DEAR = new RoadPrice("openai/big", "openai", 100);
  private static final RoadPrice CHEAP = new RoadPrice("here/small", "here", 10);

  private final Books books = new Books(new Budgets.InMemory());
  private final Purse purse = new Purse("acme", books);

  @Test
  void withoutALimitAllIsGranted() {
    assertThat(room(Limits.NONE, 3)).contains(new Reservation(NOON, 3, List.of(DEAR, CHEAP)));
  }

  @Test
  void allCallsAreKeptForAtThePriceOfTheDearestRoad() {
    assertThat(room(limits(limit("day", 300)), 3))
        .contains(new Reservation(NOON, 3, List.of(DEAR, CHEAP)));
  }

  @Test
  void aRoadThatIsTooDearIsLeftOutAndTheFallbackIsHeldAgainstItsOwnPrice() {
    assertThat(room(limits(limit("day", 299)), 3))
        .contains(new Reservation(NOON, 3, List.of(CHEAP)));
    assertThat(room(limits(limit("day", 29)), 3))
        .contains(new Reservation(NOON, 2, List.of(CHEAP)));
    assertThat(room(limits(limit("day", 9)), 3)).isEmpty();
  }

  @Test
  void whatGivesWayLeavesATenthToTheOthers() {
    Limits day = limits(limit("day", 300));
    Optional<Reservation> kept =
        purse.givingWay().room(FACE, List.of(DEAR, CHEAP), 3, day, NOON, NOON);
    assertThat(kept).as("270 at most").contains(new Reservation(NOON, 3, List.of(CHEAP)));
    assertThat(
            purse.givingWay().room(FACE, List.of(CHEAP), 1, limits(limit("day", 11)), NOON, NOON))
        .isPresent();
    assertThat(
            purse.givingWay().room(FACE, List.of(CHEAP), 1, limits(limit("day", 10)), NOON, NOON))
        .isEmpty();
  }

  @Test
  void aLimitOfOneProviderLeavesTheOther() {
    Limit ofOne = limit("openai", Node.ANY, Node.ANY, "openai", 50);
    assertThat(room(limits(ofOne), 1)).contains(new Reservation(NOON, 1, List.of(CHEAP)));
  }

  @Test
  void allLimitsThatAnAccountIsUnderHold() {
    Limits all =
        limits(
            limit("day", 1_000),
            limit("doors", "door", Node.ANY, Node.ANY, 9),
            limit("yards", "yard", Node.ANY, Node.ANY, 1_000));
    assertThat(room(all, 1)).isEmpty();
    assertThat(purse.room(new Account("acme", "yard", "face"), List.of(CHEAP), 1, all, NOON, NOON))
        .isPresent();
    assertThat(purse.blocking(FACE, List.of(CHEAP), all, NOON))
        .extracting(Limit::name)
        .containsExactly("doors");
  }

  @Test
  void whatIsKeptForOneProviderIsNotAtOnceKeptForAll() {
    keep("i-1", new Reservation(NOON, 2, List.of(DEAR, CHEAP)));
    assertThat(standing(limit("day", 1))).isEqualTo(new Sums(0, 0, 200));
    assertThat(standing(limit("here", Node.ANY, Node.ANY, "here", 1)))
        .isEqualTo(new Sums(0, 0, 20));
  }

  @Test
  void aCallTakesTheMoneyThatWasKeptForIt() {
    Exposure kept = keep("i-1", new Reservation(NOON, 2, List.of(DEAR)));
    Exposure called = kept.with(LedgerLine.dispatched(FACE, call("i-1", 1), 60, NOON));
    books.post(kept, called, NOON);
    assertThat(standing(limit("day", 1))).isEqualTo(new Sums(0, 60, 100));
  }

  @Test
  void anotherTenantsLimitIsNoneOfThisOne() {
    Limit other =
        new Limit(
            "day",
            "globex",
            Node.ANY,
            Node.ANY,
            Node.ANY,
            Budgets.DAY,
            0,
            true,
            List.of(),
            Map.of());
    assertThat(room(limits(other), 1)).isPresent();
  }

  private Sums standing(Limit limit) {
    return purse.standing(limit, NOON);
  }

  private Exposure keep(String inferenceId, Reservation reservation) {
    Exposure before = Exposure.of(FACE);
    Exposure after = before.with(reservation);
    books.post(before, after, NOON);
    return after;
  }

  private Optional<Reservation> room(Limits limits, int calls) {
    return purse.room(FACE, List.of(DEAR, CHEAP), calls, limits, NOON, NOON);
  }
}
