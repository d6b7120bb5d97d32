package dev.vedette.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.brain.Opinion;
import java.math.BigDecimal;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MatrixArithmeticTest {
  @Test
  void aPercentileIsAValueThatWasObserved() {
    assertThat(Percentiles.ofMicros(LongStream.rangeClosed(1, 100).map(i -> i * 1000)))
        .isEqualTo(new Percentiles(50, 95, 99));
    assertThat(Percentiles.ofMicros(LongStream.of(3000, 1000, 2000)))
        .isEqualTo(new Percentiles(2, 3, 3));
    assertThat(Percentiles.ofMicros(LongStream.of(1500))).isEqualTo(new Percentiles(1.5, 1.5, 1.5));
  }

  @Test
  void ofNothingThereIsNoPercentile() {
    assertThat(Percentiles.ofMicros(LongStream.empty())).isEqualTo(Percentiles.NONE);
  }

  @Test
  void roundsAreTheirMedianAndHowFarTheyLieApart() {
    assertThat(Spread.of(DoubleStream.of(3, 1, 2))).isEqualTo(new Spread(2, 1, 3));
    assertThat(Spread.of(DoubleStream.of(4, 1))).isEqualTo(new Spread(2.5, 1, 4));
    assertThat(Spread.of(DoubleStream.of(Double.NaN, 7))).isEqualTo(new Spread(7, 7, 7));
    assertThat(Spread.of(DoubleStream.of(Double.NaN)).isKnown()).isFalse();
  }

  @Test
  void theEdgeCostsItsTimeAtThePriceOfACoreHour() {
    var price = new EdgePrice(new BigDecimal("0.04"), 10);

    // 36 CPU seconds are a hundredth of an hour: 0.0004 dollars for 500 events.
    assertThat(price.microsPerThousand(36_000_000_000L, 500)).isEqualTo(800);
    assertThat(price.wattHoursPerThousand(36_000_000_000L, 500)).isCloseTo(0.2, within(1e-12));
    assertThat(new EdgePrice(BigDecimal.ZERO, 0).microsPerThousand(36_000_000_000L, 500)).isZero();
  }

  @Test
  void theLedgersMicrosAreRoundedOnce() {
    assertThat(EdgePrice.ledgerMicrosPerThousand(730_000, 1000)).isEqualTo(730_000);
    assertThat(EdgePrice.ledgerMicrosPerThousand(1, 3)).isEqualTo(333);
    assertThat(EdgePrice.ledgerMicrosPerThousand(2, 3)).isEqualTo(667);
    assertThat(EdgePrice.ledgerMicrosPerThousand(0, 3)).isZero();
  }

  @Test
  void dollarsAreShownAsTheyAre() {
    assertThat(MatrixRows.dollars(0)).isEqualTo("0.000000");
    assertThat(MatrixRows.dollars(181)).isEqualTo("0.000181");
    assertThat(MatrixRows.dollars(730_000)).isEqualTo("0.7300");
    assertThat(MatrixRows.dollars(12_345_678)).isEqualTo("12.3457");
  }

  @Test
  void aFigureSaysByHowMuchTheRoundsDiffer() {
    assertThat(MatrixRows.usd(new Spread(200, 150, 220))).isEqualTo("0.000200 ±25 %");
    assertThat(MatrixRows.usd(new Spread(730_000, 730_000, 737_300))).isEqualTo("0.7300 ±1.0 %");
    assertThat(MatrixRows.usd(new Spread(730_000, 730_000, 730_000))).isEqualTo("0.7300");
    assertThat(MatrixRows.usd(new Spread(0, 0, 0))).isEqualTo("0.000000");
  }

  @Test
  void aShareOfASampleHasAnInterval() {
    Share share = Share.of(3, 24);

    assertThat(share.share()).isEqualTo(0.125);
    // Wilson's, as in any table of it.
    assertThat(share.interval().low()).isCloseTo(0.0434, within(1e-3));
    assertThat(share.interval().high()).isCloseTo(0.3100, within(1e-3));
    assertThat(share.plus(Share.of(1, 6))).isEqualTo(Share.of(4, 30));
  }

  @Test
  void noShareIsMoreThanAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Share.of(4, 3))
        .withMessageContaining("4 of 3");
  }

  @Test
  void anEventIsKnownByItsCameraAndFrame() {
    assertThat(Place.in("edge1", "simulated-edge1-camera-01-17"))
        .hasValue(new Place("camera-01", 17));
    assertThat(Place.in("edge1", "simulated-edge2-camera-01-17")).isEmpty();
    assertThat(Place.in("edge1", "somebody-elses")).isEmpty();
  }

  @Test
  void theHighestRevisionCountsInWhicheverOrderTheyCome() {
    var provisional = new Word(0, 15_000, 15_000, false, true, null);
    var answer = new Word(1, 640_000, 640_000, true, true, Opinion.DENIED);
    var both = new Word(1, 15_000, 640_000, true, true, Opinion.DENIED);

    assertThat(provisional.and(answer)).isEqualTo(both);
    assertThat(answer.and(provisional)).isEqualTo(both);
    assertThat(both.isAlarm()).isFalse();
    assertThat(provisional.isAlarm()).isTrue();
  }
}
