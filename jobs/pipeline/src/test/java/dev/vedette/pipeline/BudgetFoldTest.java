package dev.vedette.pipeline;

import static dev.vedette.pipeline.GivenOrders.budget;
import static dev.vedette.pipeline.GivenOrders.order;
import static dev.vedette.pipeline.GivenOrders.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Orders;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be spent after the records of the control topic. */
class BudgetFoldTest {
  private static final byte[] JUNK = {1, 2, 3};

  private final OrderFold fold = new OrderFold(GivenOrders.CODEC);

  @Test
  void theLastOrderOfABudgetIsInForceBesideTheOthers() throws Exception {
    fold.take(record(0, budget("all", 1)));
    fold.take(record(1, budget("other", 2)));
    fold.take(record(2, budget("all", 3)));
    assertThat(limits())
        .containsExactlyInAnyOrder(budget("all", 3).limit(), budget("other", 2).limit());
    assertThat(fold.budgets()).containsExactly(budget("all", 3), budget("other", 2));
  }

  @Test
  void modesAndBudgetsLeaveOneAnotherAlone() throws Exception {
    fold.take(record(0, order("acme", "*", Mode.EDGE)));
    fold.take(record(1, budget("acme", 1)));
    assertThat(fold.orders().all()).containsExactly(order("acme", "*", Mode.EDGE));
    fold.take(record(2, "acme/*", null));
    assertThat(fold.orders().all()).isEmpty();
    assertThat(limits()).containsExactly(budget("acme", 1).limit());
  }

  @Test
  void aRecordWithoutAValueTakesABudgetBack() throws Exception {
    fold.take(record(0, budget("all", 1)));
    fold.take(record(1, "budget:another", null));
    assertThat(limits()).hasSize(1);
    fold.take(record(2, "budget:all", null));
    assertThat(fold.orders()).isEqualTo(Orders.NONE);
    assertThat(fold.budgets()).isEmpty();
  }

  @Test
  void aBudgetThatCannotBeReadStaysWhatItWas() throws Exception {
    fold.take(record(0, budget("all", 1)));
    assertThat(fold.take(record(1, "budget:all", JUNK))).isPresent();
    assertThat(limits()).containsExactly(budget("all", 1).limit());
    assertThat(fold.unreadable()).containsExactly("budget:all");
    assertThat(fold.unknownBudgets()).isEmpty();
  }

  /** Compaction may have deleted the one before, and it may have been the narrowest of all. */
  @ParameterizedTest
  @CsvSource({"budget:all, all", "budget:, unreadable", "budget:a newer version's, unreadable"})
  void whereNothingIsKnownOfABudgetNothingMayBeSpentByAnybody(String key, String shown)
      throws Exception {
    fold.take(record(0, budget("other", 1)));
    assertThat(fold.take(record(1, key, JUNK))).isPresent();
    assertThat(limits()).hasSize(2).contains(budget("other", 1).limit(), nothing(shown));
    assertThat(fold.unknownBudgets()).containsExactly(key.substring("budget:".length()));

    fold.take(record(2, key, null));
    assertThat(limits()).containsExactly(budget("other", 1).limit());
    assertThat(fold.unknownBudgets()).isEmpty();
  }

  @Test
  void aBudgetThatIsSetAgainIsMended() throws Exception {
    fold.take(record(0, "budget:all", JUNK));
    fold.take(record(1, budget("all", 1)));
    assertThat(limits()).containsExactly(budget("all", 1).limit());
    assertThat(fold.unreadable()).isEmpty();
  }

  @Test
  void oneOfTwoThatIsMendedStillLeavesTheOther() throws Exception {
    fold.take(record(0, "budget:all", JUNK));
    fold.take(record(1, "budget:other", JUNK));
    fold.take(record(2, budget("all", 1)));
    assertThat(limits()).containsExactlyInAnyOrder(budget("all", 1).limit(), nothing("other"));
  }

  @Test
  void aBudgetUnderTheKeyOfAnotherIsNone() throws Exception {
    var misplaced = record(0, budget("all", 5));
    assertThat(fold.take(record(0, "budget:other", misplaced.value(), misplaced.headers())))
        .hasValueSatisfying(
            why -> assertThat(why).contains("it is for budget:all, and its key is 'budget:other'"));
    assertThat(limits()).containsExactly(nothing("other"));
  }

  @Test
  void anOrderAboutDevicesUnderTheKeyOfABudgetIsNone() throws Exception {
    var misplaced = record(0, order("*", "*", Mode.CLOUD));
    assertThat(fold.take(record(0, "budget:all", misplaced.value(), misplaced.headers())))
        .isPresent();
    assertThat(fold.orders().all()).isEmpty();
    assertThat(limits()).containsExactly(nothing("all"));
  }

  @Test
  void aTenantThatIsCalledLikeABudgetIsATenant() throws Exception {
    fold.take(record(0, order("budget:all", "door", Mode.EDGE)));
    fold.take(record(1, "budget:acme/*", JUNK));
    assertThat(limits()).isEmpty();
    assertThat(fold.orders().modeOf("budget:all", "door", GivenOrders.budget("a", 1).givenAt()))
        .isEqualTo(Mode.EDGE);
    assertThat(fold.orders().modeOf("budget:acme", "door", GivenOrders.budget("a", 1).givenAt()))
        .isEqualTo(Mode.EDGE);
  }

  /** By the name that it is known by, so that what is said of it says how to mend it. */
  private static Limit nothing(String name) {
    return new Limit(
        name,
        "*",
        "*",
        "*",
        "*",
        new BudgetPeriod(BudgetPeriod.Length.DAY, false, ZoneOffset.UTC),
        0,
        true,
        List.of(),
        Map.of());
  }

  private Collection<Limit> limits() {
    return fold.orders().limits().all();
  }
}
