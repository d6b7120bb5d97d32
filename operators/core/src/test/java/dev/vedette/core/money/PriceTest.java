package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.TokenUsage;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PriceTest {
  @Test
  void anyPartOfAMicroDollarIsAWholeOne() {
    var price =
        new Price("p-1", new BigDecimal("0.15"), new BigDecimal("0.075"), new BigDecimal("0.60"));
    assertThat(price.microsOf(new TokenUsage(0, 0, 0))).isZero();
    assertThat(price.microsOf(new TokenUsage(1, 0, 0))).isEqualTo(1);
    assertThat(price.microsOf(new TokenUsage(20, 0, 0))).isEqualTo(3);
    assertThat(price.microsOf(new TokenUsage(1_000, 400, 50))).isEqualTo(210);
    assertThat(price.microsOf(new TokenUsage(1_000, 401, 50))).isEqualTo(211);
  }

  @Property
  void itIsNeverLessThanTheBillAndNeverAMicroDollarMore(
      @ForAll @BigRange(min = "0", max = "1000") @Scale(6) BigDecimal input,
      @ForAll @BigRange(min = "0", max = "1000") @Scale(6) BigDecimal cached,
      @ForAll @BigRange(min = "0", max = "1000") @Scale(6) BigDecimal output,
      @ForAll @LongRange(min = 0, max = 10_000_000) long fresh,
      @ForAll @LongRange(min = 0, max = 10_000_000) long reread,
      @ForAll @LongRange(min = 0, max = 10_000_000) long written) {
    BigDecimal bill =
        input
            .multiply(BigDecimal.valueOf(fresh))
            .add(cached.multiply(BigDecimal.valueOf(reread)))
            .add(output.multiply(BigDecimal.valueOf(written)));
    var micros =
        BigDecimal.valueOf(
            new Price("p", input, cached, output).microsOf(new TokenUsage(fresh, reread, written)));
    assertThat(micros).isGreaterThanOrEqualTo(bill).isLessThan(bill.add(BigDecimal.ONE));
  }

  @Property
  void moreTokensNeverCostLess(
      @ForAll @BigRange(min = "0", max = "100") @Scale(4) BigDecimal rate,
      @ForAll @LongRange(min = 0, max = 1_000_000) long tokens,
      @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
    var price = new Price("p", rate, rate, rate);
    long before = price.microsOf(new TokenUsage(tokens, tokens, tokens));
    assertThat(price.microsOf(new TokenUsage(tokens + more, tokens, tokens)))
        .isGreaterThanOrEqualTo(before);
    assertThat(price.microsOf(new TokenUsage(tokens, tokens + more, tokens)))
        .isGreaterThanOrEqualTo(before);
    assertThat(price.microsOf(new TokenUsage(tokens, tokens, tokens + more)))
        .isGreaterThanOrEqualTo(before);
  }

  @Test
  void nobodyIsPaidForBeingAsked() {
    assertThatThrownBy(() -> new Price("p", BigDecimal.ONE, new BigDecimal("-0.1"), BigDecimal.ONE))
        .hasMessage("cached input price < 0: -0.1");
    assertThatThrownBy(() -> new TokenUsage(0, -1, 0)).hasMessage("tokens < 0: 0, -1, 0");
  }
}
