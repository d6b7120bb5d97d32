package dev.vedette.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetOrderTest {
  @Test
  void aKeyNamesItsBudget() {
    assertThat(BudgetOrder.named(BudgetOrder.keyOf("doors"))).contains("doors");
    assertThat(BudgetOrder.named("budget:")).contains("");
  }

  @Test
  void aScopesKeyNamesNoBudgetWhateverTheTenantIsCalled() {
    assertThat(BudgetOrder.named("acme/door")).isEmpty();
    assertThat(BudgetOrder.named(new Scope("budget:doors", "door").toString())).isEmpty();
    assertThat(Scope.named(BudgetOrder.keyOf("doors"))).isEmpty();
  }
}
