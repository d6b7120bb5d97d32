package dev.vedette.core.money;

import dev.vedette.core.brain.TokenUsage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call to a model costs.
 *
 * <p>Amounts are exact until the last step: a call is rounded up once, to the next whole
 * micro-dollar, so that no call is counted at less than its bill.
 *
 * @param version names this price in the ledger
 * @param rates of a call whose input is in none of the tiers
 * @param tiers by size, the smallest first; the highest that a call's input reaches is that of all
 *     its tokens
 * @param microsPerPicture beside the tokens that a picture is counted as
 * @param asOf the day of which the table is that says it; null where no table does
 */
public record Price(
    String version,
    TokenRates rates,
    List<PriceTier> tiers,
    BigDecimal microsPerPicture,
    @Nullable LocalDate asOf)
    implements Serializable {
  public Price {
    TokenRates.notNegative("picture", microsPerPicture);
    tiers = List.copyOf(tiers);
    long below = 0;
    for (PriceTier tier : tiers) {
      if (tier.aboveTokens() <= below) {
        throw new IllegalArgumentException(
            "tiers out of order: %d after %d".formatted(tier.aboveTokens(), below));
      }
      below = tier.aboveTokens();
    }
  }

  /** One of which no table says how old it is. */
  public Price(
      String version, TokenRates rates, List<PriceTier> tiers, BigDecimal microsPerPicture) {
    this(version, rates, tiers, microsPerPicture, null);
  }

  /** The same, as a table of that day says it. */
  public Price asOf(LocalDate day) {
    return new Price(version, rates, tiers, microsPerPicture, day);
  }

  /** So many times as much of everything, under another name. */
  public Price times(BigDecimal factor, String name) {
    return new Price(
        name,
        rates.times(factor),
        tiers.stream()
            .map(tier -> new PriceTier(tier.aboveTokens(), tier.rates().times(factor)))
            .toList(),
        microsPerPicture.multiply(factor),
        asOf);
  }

  /** The same for calls of any size, and for pictures no more than their tokens. */
  public static Price flat(
      String version, BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
    return new Price(
        version, TokenRates.of(input, cachedInput, output), List.of(), BigDecimal.ZERO);
  }

  /** Of a call that showed no picture, or whose pictures cost no more than their tokens. */
  public long microsOf(TokenUsage usage) {
    return microsOf(usage, 0);
  }

  /** Never less than the bill, and less than a micro-dollar more. */
  public long microsOf(TokenUsage usage, int pictures) {
    return microsOf(usage, 0, pictures);
  }

  /**
   * The same of a call that wrote to a cache for an hour.
   *
   * @param hourCacheWrite how many of the tokens that it wrote there
   */
  public long microsOf(TokenUsage usage, long hourCacheWrite, int pictures) {
    return roundedUp(ratesAt(usage.input()).microsOf(usage, hourCacheWrite), pictures);
  }

  /**
   * The most that a call of at most so many tokens can cost: in the dearest class of each side, and
   * in the dearest tier that it may reach.
   */
  public Bill atMost(long inputTokens, long outputTokens, int pictures) {
    TokenUsage dearest = rates.dearest(inputTokens, outputTokens);
    BigDecimal most = rates.microsAtMost(inputTokens, outputTokens);
    for (PriceTier tier : tiers) {
      BigDecimal micros = tier.rates().microsAtMost(inputTokens, outputTokens);
      if (tier.aboveTokens() < inputTokens && micros.compareTo(most) > 0) {
        dearest = tier.rates().dearest(inputTokens, outputTokens);
        most = micros;
      }
    }
    return new Bill(dearest, roundedUp(most, pictures));
  }

  private TokenRates ratesAt(long inputTokens) {
    TokenRates reached = rates;
    for (PriceTier tier : tiers) {
      if (inputTokens > tier.aboveTokens()) {
        reached = tier.rates();
      }
    }
    return reached;
  }

  private long roundedUp(BigDecimal micros, int pictures) {
    return micros
        .add(microsPerPicture.multiply(BigDecimal.valueOf(pictures)))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }
}
