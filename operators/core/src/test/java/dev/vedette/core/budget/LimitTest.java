package dev.vedette.core.budget;

import static dev.vedette.core.budget.Budgets.limit;
import static dev.vedette.core.budget.Budgets.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LimitTest {
  @Test
  void whatIsNotSharedOutIsEachTenantsOwn() {
    assertThat(limit("day", 900).microsOf("acme")).isEqualTo(900);
    assertThat(limit("day", 900).microsOf("globex")).isEqualTo(900);
  }

  @Test
  void whoHasNoShareMaySpendNothing() {
    Limit limit = shared(1_000, Map.of("acme", 60, "globex", 40));
    assertThat(limit.microsOf("acme")).isEqualTo(600);
    assertThat(limit.microsOf("initech")).isZero();
  }

  @Property
  void sharesAreNeverMoreThanTheWhole(
      @ForAll @LongRange(min = 0) long micros, @ForAll @IntRange(max = 100) int share) {
    Limit limit = shared(micros, Map.of("a", share, "b", 100 - share));
    assertThat(limit.microsOf("a")).isNotNegative();
    assertThat(Math.addExact(limit.microsOf("a"), limit.microsOf("b"))).isLessThanOrEqualTo(micros);
  }

  @Test
  void nonsenseIsRefusedBySayingWhatItIs() {
    assertThatThrownBy(() -> limit("day", -1)).hasMessage("micros < 0: -1");
    assertThatThrownBy(() -> limit("a/b", 1)).hasMessageContaining("'a/b' is no name of a budget");
    assertThatThrownBy(() -> limit("day", Node.ANY, "face", Node.ANY, 1))
        .hasMessage("label face of no device class");
    assertThatThrownBy(() -> shared(1, Map.of("acme", 60, "globex", 41)))
        .hasMessage("shares of 101 % in all");
    assertThatThrownBy(() -> shared(1, Map.of("acme", -1))).hasMessage("share < 0 %: -1");
  }

  @Test
  void itCountsWhatIsBelowItsNode() {
    Limit doors = limit("doors", "door", Node.ANY, Node.ANY, 1);
    assertThat(doors.isOver("door", "face")).isTrue();
    Limit yards = limit("yards", "yard", Node.ANY, Node.ANY, 1);
    assertThat(yards.isOver("door", "face")).isFalse();
    Limit people = limit("people", "door", "person", Node.ANY, 1);
    assertThat(people.isOver("door", "face")).isFalse();
  }
}
