package dev.vedette.core.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class HedgeBudgetTest {
  @Test
  void oneCallInTwentyMayBeMadeTwice() {
    var budget = new HedgeBudget(0.05);
    assertThat(takenAfter(budget, 19)).isZero();
    assertThat(takenAfter(budget, 1)).isOne();
    assertThat(takenAfter(budget, 40)).isEqualTo(2);
  }

  @Test
  void noMoreThanTenAreSavedUp() {
    var budget = new HedgeBudget(1);
    assertThat(takenAfter(budget, 1_000)).isEqualTo(10);
  }

  @Test
  void whatWasNotMadeMayBeMadeLater() {
    var budget = new HedgeBudget(1);
    budget.called();
    assertThat(budget.take()).isTrue();
    assertThat(budget.take()).isFalse();
    budget.giveBack();
    assertThat(budget.take()).isTrue();
  }

  @Property
  void neverMoreThanTheShareOfAllCalls(
      @ForAll @DoubleRange(min = 0, max = 1) double share, @ForAll List<Boolean> calls) {
    var budget = new HedgeBudget(share);
    long made = 0;
    long hedged = 0;
    for (boolean call : calls) {
      if (call) {
        budget.called();
        made++;
      } else if (budget.take()) {
        hedged++;
      }
      assertThat((double) hedged).isLessThanOrEqualTo(share * made + 1e-9);
    }
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatThrownBy(() -> new HedgePolicy(Duration.ZERO, 0.05)).hasMessage("after <= 0: PT0S");
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new HedgePolicy(Duration.ofSeconds(1), share))
          .hasMessage("share is not in 0..1: " + share);
    }
  }

  private static long takenAfter(HedgeBudget budget, int calls) {
    for (int call = 0; call < calls; call++) {
      budget.called();
    }
    return IntStream.range(0, 100).filter(i -> budget.take()).count();
  }
}
