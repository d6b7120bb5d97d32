package dev.vedette.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LoadShapeTest {
  @Provide
  Arbitrary<LoadShape> shapes() {
    Arbitrary<LoadShape> bursts =
        Combinators.combine(
                Arbitraries.doubles().between(2, 100),
                Arbitraries.doubles().between(0.1, 1.9),
                Arbitraries.doubles().between(1, 10))
            .as(LoadShape.Bursts::new);
    Arbitrary<LoadShape> diurnal =
        Combinators.combine(
                Arbitraries.doubles().between(10, 1_000), Arbitraries.doubles().between(0, 0.95))
            .as(LoadShape.Diurnal::new);
    return Arbitraries.oneOf(Arbitraries.just(LoadShape.constant()), bursts, diurnal);
  }

  @Property
  void theIntegralIsTheSumOfTheRates(
      @ForAll("shapes") LoadShape shape, @ForAll @DoubleRange(min = 0, max = 500) double from) {
    int steps = 20_000;
    double length = 7;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += shape.at(from + (i + 0.5) * length / steps) * length / steps;
    }
    assertThat(shape.until(from + length) - shape.until(from)).isCloseTo(sum, within(0.02));
  }

  @Property
  void anEventIsDueWhenTheIntegralHasComeToIt(
      @ForAll("shapes") LoadShape shape, @ForAll @DoubleRange(min = 0, max = 5_000) double amount) {
    assertThat(shape.until(shape.when(amount))).isCloseTo(amount, within(1e-6));
  }

  @Property
  void eventsAreDueInTheirOrder(
      @ForAll("shapes") LoadShape shape,
      @ForAll @DoubleRange(min = 0.5, max = 5_000) double perSecond,
      @ForAll @IntRange(min = 0, max = 100_000) int number) {
    var schedule = new Schedule(shape, perSecond);
    assertThat(schedule.dueNanos(number + 1)).isGreaterThanOrEqualTo(schedule.dueNanos(number));
  }

  @Property
  void asManyEventsAreDueAsTheShapeSays(
      @ForAll("shapes") LoadShape shape, @ForAll @DoubleRange(min = 1, max = 300) double seconds) {
    var schedule = new Schedule(shape, 50);
    long count = schedule.eventsBefore(seconds);
    assertThat(schedule.dueNanos(Math.max(0, count - 1)) / 1e9).isLessThanOrEqualTo(seconds + 1e-3);
    assertThat(schedule.dueNanos(count + 1) / 1e9).isGreaterThanOrEqualTo(seconds - 1e-3);
  }

  @Test
  void aBurstComesAtTheEndOfEachPeriod() {
    LoadShape shape = LoadShape.bursts(Duration.ofSeconds(60), Duration.ofSeconds(10), 4);
    assertThat(shape.at(49.9)).isEqualTo(1);
    assertThat(shape.at(50.1)).isEqualTo(4);
    assertThat(shape.at(60.1)).isEqualTo(1);
    assertThat(shape.until(120)).isEqualTo(2 * (50 + 40));
  }

  @Test
  void aDayIsQuietAtNightAndComesToWhatItIsCalledBy() {
    LoadShape shape = LoadShape.diurnal(Duration.ofMinutes(4), 0.8);
    assertThat(shape.at(0)).isCloseTo(0.2, within(1e-9));
    assertThat(shape.at(120)).isCloseTo(1.8, within(1e-9));
    assertThat(shape.until(240)).isCloseTo(240, within(1e-9));
  }

  @Test
  void aBurstThatIsLongerThanItsPeriodIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadShape.bursts(Duration.ofSeconds(5), Duration.ofSeconds(5), 2))
        .withMessage("a burst of 5.0 s is not within 5.0 s");
  }
}
