package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanPriceTest {
  @Test
  void nothingIsClaimedBeforeAnAnswer() {
    assertThat(MeanPrice.UNKNOWN.of(1_000_000)).isZero();
  }

  @Test
  void manyQuestionsCostNoMoreThanTheirShareOfWhatWasPaid() {
    MeanPrice price = MeanPrice.UNKNOWN.with(2, 7);
    assertThat(price.of(1)).isEqualTo(3);
    assertThat(price.of(Long.MAX_VALUE / 4)).isEqualTo(8_070_450_532_247_928_828L);
  }

  @Test
  void afterAChangeOfPriceTheNewOneIsSoonAllThatCounts() {
    MeanPrice price = MeanPrice.UNKNOWN;
    for (int call = 0; call < 100_000; call++) {
      price = price.with(1, 1_000);
    }
    assertThat(price.of(1_000)).isEqualTo(1_000_000);
    for (int call = 0; call < 10_000; call++) {
      price = price.with(1, 100);
    }
    assertThat(price.of(1_000)).isCloseTo(100_000, within(1_000L));
  }

  @Test
  void itStaysKnownWhateverIsAdded() {
    assertThat(MeanPrice.UNKNOWN.with(1_001, 0).isKnown()).isTrue();
    assertThat(MeanPrice.UNKNOWN.with(Long.MAX_VALUE, Long.MAX_VALUE).of(5)).isEqualTo(4);
  }
}
