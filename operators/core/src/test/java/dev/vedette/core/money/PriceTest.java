package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceTest {
  private static final long TIER = 1_000;

  @Test
  void anyPartOfAMicroDollarIsAWholeOne() {
    var price =
        Price.flat("p-1", new BigDecimal("0.15"), new BigDecimal("0.075"), new BigDecimal("0.60"));
    assertThat(price.microsOf(new TokenUsage(0, 0, 0))).isZero();
    assertThat(price.microsOf(new TokenUsage(1, 0, 0))).isEqualTo(1);
    assertThat(price.microsOf(new TokenUsage(20, 0, 0))).isEqualTo(3);
    assertThat(price.microsOf(new TokenUsage(1_000, 400, 50))).isEqualTo(210);
    assertThat(price.microsOf(new TokenUsage(1_000, 401, 50))).isEqualTo(211);
  }

  @Test
  void everyClassHasItsOwnPrice() {
    var rates = new TokenRates(dollars(3), dollars(1), dollars(5), dollars(15), dollars(20));
    var price = new Price("p", rates, List.of(), dollars(1_000));
    assertThat(price.microsOf(new TokenUsage(1, 0, 0, 0, 0))).isEqualTo(3);
    assertThat(price.microsOf(new TokenUsage(0, 1, 0, 0, 0))).isEqualTo(1);
    assertThat(price.microsOf(new TokenUsage(0, 0, 1, 0, 0))).isEqualTo(5);
    assertThat(price.microsOf(new TokenUsage(0, 0, 0, 1, 0))).isEqualTo(15);
    assertThat(price.microsOf(new TokenUsage(0, 0, 0, 0, 1))).isEqualTo(20);
    assertThat(price.microsOf(new TokenUsage(1, 1, 1, 1, 1), 2)).isEqualTo(2_044);
  }

  @Test
  void whatStaysInACacheForAnHourHasAPriceOfItsOwnAndIsReserved() {
    var rates =
        new TokenRates(dollars(4), dollars(1), dollars(5), dollars(8), dollars(15), dollars(15));
    var price = new Price("p", rates, List.of(), BigDecimal.ZERO);
    var usage = new TokenUsage(1, 0, 10, 2, 0);
    assertThat(price.microsOf(usage)).isEqualTo(4 + 50 + 30);
    assertThat(price.microsOf(usage, 3, 0)).isEqualTo(4 + 35 + 24 + 30);
    assertThat(price.atMost(11, 2, 0)).isEqualTo(new Bill(new TokenUsage(0, 0, 11, 2, 0), 118));
  }

  @Test
  void nobodyIsBilledLessThanNothing() {
    assertThatThrownBy(() -> new Bill(new TokenUsage(0, 0, 0), -1)).hasMessage("micros < 0: -1");
  }

  @Test
  void aCallAboveATierIsAtItsPriceWithEveryToken() {
    Price price = tiered();
    assertThat(price.microsOf(new TokenUsage(TIER, 0, 10))).isEqualTo(1_020);
    assertThat(price.microsOf(new TokenUsage(TIER + 1, 0, 10))).isEqualTo(2_042);
    assertThat(price.microsOf(new TokenUsage(2_000, 0, 10))).isEqualTo(4_040);
    assertThat(price.microsOf(new TokenUsage(2_001, 0, 10))).isEqualTo(20_210);
  }

  @Test
  void inputOfEveryKindCountsTowardsATier() {
    assertThat(tiered().microsOf(new TokenUsage(TIER - 1, 1, 0, 0, 0))).isEqualTo(TIER);
    assertThat(tiered().microsOf(new TokenUsage(TIER - 1, 1, 1, 0, 0))).isEqualTo(2 * (TIER + 1));
    assertThat(tiered().microsOf(new TokenUsage(0, 0, 0, TIER + 1, 0))).isEqualTo(2 * (TIER + 1));
  }

  @Test
  void theWorstCaseIsInTheDearestTierThatMayBeReached() {
    assertThat(tiered().atMost(TIER, 10, 0).micros()).isEqualTo(1_020);
    assertThat(tiered().atMost(TIER + 1, 10, 0).micros()).isEqualTo(2_042);
  }

  @Test
  void aTierThatCostsLessDoesNotMakeTheWorstCaseLess() {
    var cheaper = new PriceTier(TIER, TokenRates.of(dollars(1), dollars(1), dollars(1)));
    var price =
        new Price(
            "p",
            TokenRates.of(dollars(3), dollars(3), dollars(3)),
            List.of(cheaper),
            BigDecimal.ZERO);
    assertThat(price.atMost(TIER + 1, 0, 0).micros()).isEqualTo(3 * (TIER + 1));
  }

  @Property
  void itIsNeverLessThanTheBillAndNeverAMicroDollarMore(
      @ForAll("rates") TokenRates rates,
      @ForAll("usages") TokenUsage usage,
      @ForAll @IntRange(max = 8) int pictures) {
    var perPicture = new BigDecimal("7.25");
    BigDecimal bill =
        times(rates.input(), usage.freshInput())
            .add(times(rates.cachedInput(), usage.cachedInput()))
            .add(times(rates.cacheWrite(), usage.cacheWrite()))
            .add(times(rates.output(), usage.output()))
            .add(times(rates.reasoning(), usage.reasoning()))
            .add(times(perPicture, pictures));
    var price = new Price("p", rates, List.of(), perPicture);
    assertThat(BigDecimal.valueOf(price.microsOf(usage, pictures)))
        .isGreaterThanOrEqualTo(bill)
        .isLessThan(bill.add(BigDecimal.ONE));
  }

  @Property
  void moreTokensOfAnyClassNeverCostLess(
      @ForAll("risingPrices") Price price,
      @ForAll("usages") TokenUsage usage,
      @ForAll @LongRange(max = 3_000) long more) {
    long before = price.microsOf(usage);
    long fresh = usage.freshInput();
    long cached = usage.cachedInput();
    long written = usage.cacheWrite();
    long output = usage.output();
    long reasoning = usage.reasoning();
    for (TokenUsage larger :
        List.of(
            new TokenUsage(fresh + more, cached, written, output, reasoning),
            new TokenUsage(fresh, cached + more, written, output, reasoning),
            new TokenUsage(fresh, cached, written + more, output, reasoning),
            new TokenUsage(fresh, cached, written, output + more, reasoning),
            new TokenUsage(fresh, cached, written, output, reasoning + more))) {
      assertThat(price.microsOf(larger)).isGreaterThanOrEqualTo(before);
    }
    assertThat(price.microsOf(usage, 1)).isGreaterThanOrEqualTo(before);
  }

  @Property
  void theWorstCaseIsWorseThanEveryCallWithinIt(
      @ForAll("prices") Price price,
      @ForAll("usages") TokenUsage usage,
      @ForAll boolean forAnHour,
      @ForAll @LongRange(max = 3_000) long moreInput,
      @ForAll @LongRange(max = 3_000) long moreOutput,
      @ForAll @IntRange(max = 8) int pictures) {
    Bill worst =
        price.atMost(
            usage.input() + moreInput, usage.output() + usage.reasoning() + moreOutput, pictures);
    assertThat(worst.micros())
        .isGreaterThanOrEqualTo(
            price.microsOf(usage, forAnHour ? usage.cacheWrite() : 0, pictures));
    assertThat(worst.usage().total()).isEqualTo(usage.total() + moreInput + moreOutput);
  }

  @Test
  void nobodyIsPaidForBeingAsked() {
    assertThatThrownBy(
            () -> Price.flat("p", BigDecimal.ONE, new BigDecimal("-0.1"), BigDecimal.ONE))
        .hasMessage("cached input price < 0: -0.1");
    assertThatThrownBy(() -> new Price("p", tiered().rates(), List.of(), dollars(-1)))
        .hasMessage("picture price < 0: -1");
    assertThatThrownBy(() -> new TokenUsage(0, -1, 0)).hasMessage("tokens < 0: 0, -1, 0, 0, 0");
  }

  @Test
  void tiersGoUpwards() {
    TokenRates rates = tiered().rates();
    assertThatThrownBy(() -> new PriceTier(0, rates)).hasMessage("aboveTokens < 1: 0");
    var tier = new PriceTier(TIER, rates);
    assertThatThrownBy(() -> new Price("p", rates, List.of(tier, tier), BigDecimal.ZERO))
        .hasMessage("tiers out of order: 1000 after 1000");
  }

  /** One and two micro-dollars a token, twice as much above a thousand, ten times above two. */
  private static Price tiered() {
    return new Price(
        "p",
        TokenRates.of(dollars(1), dollars(1), dollars(2)),
        List.of(
            new PriceTier(TIER, TokenRates.of(dollars(2), dollars(2), dollars(4))),
            new PriceTier(2_000, TokenRates.of(dollars(10), dollars(10), dollars(20)))),
        BigDecimal.ZERO);
  }

  private static BigDecimal dollars(long aMillion) {
    return BigDecimal.valueOf(aMillion);
  }

  private static BigDecimal times(BigDecimal rate, long tokens) {
    return rate.multiply(BigDecimal.valueOf(tokens));
  }

  @Provide
  static Arbitrary<TokenUsage> usages() {
    Arbitrary<Long> tokens = Arbitraries.longs().between(0, 3_000);
    return Combinators.combine(tokens, tokens, tokens, tokens, tokens).as(TokenUsage::new);
  }

  @Provide
  static Arbitrary<TokenRates> rates() {
    Arbitrary<BigDecimal> rate =
        Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(1_000)).ofScale(9);
    return Combinators.combine(rate, rate, rate, rate, rate, rate).as(TokenRates::new);
  }

  @Provide
  static Arbitrary<Price> prices() {
    return Combinators.combine(rates(), rates(), rates()).as(PriceTest::priced);
  }

  /** Whose tiers cost no less than what is below them. */
  @Provide
  static Arbitrary<Price> risingPrices() {
    return Combinators.combine(rates(), rates(), rates())
        .as((low, more, most) -> priced(low, sum(low, more), sum(sum(low, more), most)));
  }

  private static Price priced(TokenRates low, TokenRates middle, TokenRates high) {
    return new Price(
        "p", low, List.of(new PriceTier(TIER, middle), new PriceTier(2_500, high)), BigDecimal.TEN);
  }

  private static TokenRates sum(TokenRates one, TokenRates other) {
    return new TokenRates(
        one.input().add(other.input()),
        one.cachedInput().add(other.cachedInput()),
        one.cacheWrite().add(other.cacheWrite()),
        one.hourCacheWrite().add(other.hourCacheWrite()),
        one.output().add(other.output()),
        one.reasoning().add(other.reasoning()));
  }
}
