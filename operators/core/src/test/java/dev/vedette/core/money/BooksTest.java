package dev.vedette.core.money;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.BudgetPeriod.Length;
import dev.vedette.core.budget.Budgets;
import dev.vedette.core.budget.Grain;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.budget.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksTest {
  private static final Node ALL = new Node(Node.ANY, Node.ANY, Node.ANY);
  private static final Account FACE = new Account("acme", "door", "face");

  private final Budgets.InMemory buckets = new Budgets.InMemory();
  private final Books books = new Books(buckets);

  @Test
  void aPeriodThatNobodyAskedForSinceDoesNotKeepWhatWasDroppedMeanwhile() {
    BudgetPeriod minute = Budgets.rolling(Length.MINUTE);
    assertThat(books.within(ALL, minute, NOON)).isEqualTo(Sums.ZERO);
    keep(NOON.plusSeconds(30));
    Instant later = NOON.plus(Duration.ofMinutes(30));
    sweep(later);
    assertThat(books.within(ALL, minute, later)).isEqualTo(Sums.ZERO);
  }

  @Test
  void aRollingPeriodLosesWhatIsOlder() {
    BudgetPeriod hour = Budgets.rolling(Length.HOUR);
    keep(NOON);
    assertThat(books.within(ALL, hour, NOON.plus(Duration.ofMinutes(59))).reserved()).isEqualTo(10);
    assertThat(books.within(ALL, hour, NOON.plus(Duration.ofMinutes(61)))).isEqualTo(Sums.ZERO);
    assertThat(books.within(ALL, hour, NOON.plus(Duration.ofMinutes(10))).reserved())
        .as("by a clock that has stepped back")
        .isEqualTo(10);
  }

  @Test
  void whatIsHeardWhileTheClockIsAheadCountsOnceItIsBack() {
    BudgetPeriod minute = Budgets.rolling(Length.MINUTE);
    assertThat(books.within(ALL, minute, NOON)).isEqualTo(Sums.ZERO);
    Exposure granted = Exposure.of(FACE).with(reservation(NOON));
    books.post(Exposure.of(FACE), granted, NOON.plus(Duration.ofHours(2)));
    assertThat(books.within(ALL, minute, NOON.plusSeconds(1)).reserved()).isEqualTo(10);
  }

  @Test
  void aClassThatIsCalledLikeAllOfThemStopsNothing() {
    var odd = new Account("acme", Node.ANY, "face");
    books.post(Exposure.of(odd), Exposure.of(odd).with(reservation(NOON)), NOON);
    assertThat(books.within(ALL, Budgets.DAY, NOON).reserved()).isGreaterThanOrEqualTo(10);
  }

  private void keep(Instant at) {
    books.post(Exposure.of(FACE), Exposure.of(FACE).with(reservation(at)), at);
  }

  private void sweep(Instant now) {
    for (Grain grain : Grain.values()) {
      long horizon = grain.horizon(now);
      buckets.forget(bucket -> bucket.grain() == grain && bucket.startSeconds() < horizon);
    }
  }

  private static Reservation reservation(Instant at) {
    return new Reservation(at, 1, List.of(new RoadPrice("simulated/m", "simulated", 10)));
  }
}
