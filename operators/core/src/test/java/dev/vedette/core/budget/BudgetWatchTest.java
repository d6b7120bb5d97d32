package dev.vedette.core.budget;

import static dev.vedette.core.budget.Budgets.limit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetWatchTest {
  private final BudgetWatch watch = new BudgetWatch();

  @Test
  void eachMarkIsToldOnce() {
    assertThat(spent(799)).isEmpty();
    assertThat(spent(800)).hasValue(80);
    assertThat(spent(900)).isEmpty();
    assertThat(spent(1_000)).as("95 and 100 at once").hasValue(100);
    assertThat(spent(1_000)).isEmpty();
  }

  @Test
  void aSumThatGoesUpAndDownAroundAMarkTellsItOnce() {
    assertThat(spent(800)).hasValue(80);
    assertThat(spent(790)).isEmpty();
    assertThat(spent(800)).isEmpty();
  }

  @Test
  void anotherPeriodTellsItsOwn() {
    assertThat(spent(960)).hasValue(95);
    assertThat(spent(0)).isEmpty();
    assertThat(spent(800)).hasValue(80);
  }

  @Test
  void whatIsOnlyReservedIsNotSpent() {
    assertThat(watch.look(limit("day", 1_000), "acme", new Sums(0, 0, 1_000))).isEmpty();
    assertThat(watch.look(limit("day", 1_000), "acme", new Sums(400, 400, 0))).hasValue(80);
  }

  @Test
  void aLimitThatWasTakenBackAndIsSetAgainTellsAgain() {
    assertThat(spent(800)).hasValue(80);
    watch.keepOnly("globex", Set.of());
    watch.keepOnly("acme", Set.of("day"));
    assertThat(spent(800)).isEmpty();
    watch.keepOnly("acme", Set.of("hour"));
    assertThat(spent(800)).hasValue(80);
  }

  private OptionalInt spent(long micros) {
    return watch.look(limit("day", 1_000), "acme", new Sums(micros, 0, 0));
  }
}
