package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.Orders;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class BoundsTest {
  @Test
  void withoutAHardBudgetOneIsToldHowToGiveOne() {
    assertThat(Bounds.of(Orders.NONE))
        .hasValueSatisfying(
            warning ->
                assertThat(warning).contains("no hard budget", "vedette control budget set"));
    assertThat(Bounds.of(Orders.NONE.with(Limits.NONE.with(limit(false))))).isPresent();
  }

  @Test
  void thereIsNothingToSayWhereAHardOneIsInForce() {
    assertThat(Bounds.of(Orders.NONE.with(Limits.NONE.with(limit(true))))).isEmpty();
  }

  @Test
  void ofProvidersThatCostNothingNobodyIsAsked() throws Exception {
    assertThat(Bounds.of(job("0"))).isEmpty();
  }

  @Test
  void whereTheBrokerIsAwayThatIsSaid() throws Exception {
    assertThat(Bounds.of(job("1")))
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .contains("nobody knows whether a budget is in force", "127.0.0.1:1"));
  }

  @Test
  void aLimitThatLooksFurtherBackThanTheLedgerIsReadIsNamed() {
    Orders ofADay = Orders.NONE.with(Limits.NONE.with(limit(true)));
    assertThat(Bounds.forgotten(ofADay, Duration.ofDays(32))).isEmpty();
    assertThat(Bounds.forgotten(ofADay, Duration.ofHours(12)))
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .contains("budget 'b' is of a day", "12 hours", "vedette.budget.memory"));
  }

  private static Configuration job(String price) {
    return Configuration.fromMap(
        Map.of(
            "vedette.kafka.bootstrap", "127.0.0.1:1",
            "vedette.provider.url", "http://127.0.0.1:1/v1",
            "vedette.provider.model", "m",
            "vedette.provider.price.input", price,
            "vedette.provider.price.output", price));
  }

  private static Limit limit(boolean isHard) {
    return new Limit(
        "b",
        Node.ANY,
        Node.ANY,
        Node.ANY,
        Node.ANY,
        new BudgetPeriod(BudgetPeriod.Length.DAY, false, ZoneOffset.UTC),
        1,
        isHard,
        List.of(),
        Map.of());
  }
}
