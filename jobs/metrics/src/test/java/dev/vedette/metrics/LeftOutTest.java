package dev.vedette.metrics;

import static dev.vedette.metrics.Board.counter;
import static dev.vedette.metrics.Board.flink;
import static dev.vedette.metrics.Board.gauge;
import static dev.vedette.metrics.Board.vedette;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.junit.jupiter.api.Test;

class LeftOutTest {
  private final Board board = new Board();

  @Test
  void aSumWithoutBucketsIsLeftOutAndCounted() {
    Exposition scraped = board.with(counter(1), "vedette_gate_seconds_sum", vedette()).scrape();

    assertThat(scraped.families()).containsOnlyKeys(LeftOut.FAMILY);
    assertThat(leftOut(scraped, "no_buckets")).isEqualTo(1);
  }

  @Test
  void whereTypesClashTheCounterStaysAndTheScrapeSucceeds() {
    Exposition scraped =
        board
            .with(gauge(5), "vedette_episodes", vedette("operator_name", "admit"))
            .with(counter(3), "vedette_episodes_total", vedette("operator_name", "episode"))
            .scrape();

    assertThat(scraped.value("vedette_episodes_total")).isEqualTo(3);
    assertThat(scraped.families()).doesNotContainKey("vedette_episodes");
    assertThat(leftOut(scraped, "clash")).isEqualTo(1);
  }

  @Test
  void aGaugeMayNotTakeTheNameOfAPartOfAHistogram() {
    Exposition scraped =
        board
            .with(counter(1), "vedette_gate_seconds_bucket", vedette("le", "+Inf"))
            .with(gauge(9), "vedette_gate_seconds_count", vedette())
            .scrape();

    assertThat(scraped.value("vedette_gate_seconds_count")).isEqualTo(1);
    assertThat(leftOut(scraped, "clash")).isEqualTo(1);
  }

  @Test
  void theReportersOwnMetricCannotBeTaken() {
    Exposition scraped = board.with(gauge(9), LeftOut.FAMILY, vedette()).scrape();

    assertThat(leftOut(scraped, "clash")).isEqualTo(1);
  }

  @Test
  void aMetricThatThrowsCostsOnlyItself() {
    Gauge<Long> broken =
        () -> {
          throw new IllegalStateException("closed");
        };
    Gauge<Long> unloaded =
        () -> {
          throw new NoClassDefFoundError("dev/vedette/Gone");
        };
    Exposition scraped =
        board
            .with(broken, "vedette_in_flight", vedette())
            .with(unloaded, "vedette_gate_info", vedette())
            .with(counter(1), "vedette_episodes_total", vedette())
            .scrape();

    assertThat(scraped.value("vedette_episodes_total")).isEqualTo(1);
    assertThat(leftOut(scraped, "failed")).isEqualTo(2);
  }

  @Test
  void aCounterBelowZeroIsLeftOutAndOneThatIsNoNumberYetIsNotShown() {
    Exposition scraped =
        board
            .with(counter(-1), "vedette_episodes_total", vedette())
            .with(counter(-1), "vedette_gate_seconds_bucket", vedette("le", "+Inf"))
            .with(gauge(Double.NaN), "vedette_cost_usd_total", vedette())
            .scrape();

    assertThat(scraped.families()).containsOnlyKeys(LeftOut.FAMILY);
    assertThat(leftOut(scraped, "negative")).isEqualTo(2);
  }

  @Test
  void aReservedLabelOfASummaryCostsOnlyThatSummary() {
    DescriptiveStatisticsHistogram histogram = new DescriptiveStatisticsHistogram(1);
    Exposition scraped = board.with(histogram, "size", flink("quantile", "low")).scrape();

    assertThat(leftOut(scraped, "failed")).isEqualTo(1);
  }

  private static double leftOut(Exposition scraped, String reason) {
    return scraped.value(LeftOut.FAMILY, "reason", reason);
  }
}
