package dev.vedette.metrics;

import static dev.vedette.metrics.Board.counter;
import static dev.vedette.metrics.Board.flink;
import static dev.vedette.metrics.Board.gauge;
import static dev.vedette.metrics.Board.vedette;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.MetricNameFilter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.junit.jupiter.api.Test;

class ScrapeTest {
  private final Board board = new Board();

  @Test
  void countersAreCountersAndCarryTheirHelp() {
    Exposition scraped =
        board
            .with(counter(7), "vedette_events_total", vedette("outcome", "rejected"))
            .with(counter(2), "vedette_events_total", vedette("outcome", "repeat"))
            .scrape();

    Exposition.Family family = scraped.families().get("vedette_events_total");
    assertThat(family.type()).isEqualTo("counter");
    assertThat(family.help()).startsWith("Events by the one outcome");
    assertThat(scraped.value("vedette_events_total", "outcome", "rejected")).isEqualTo(7);
    assertThat(scraped.value("vedette_events_total", "outcome", "repeat")).isEqualTo(2);
  }

  @Test
  void whatNobodyAsksForIsNotRead() {
    List<String> read = new ArrayList<>();
    Gauge<Boolean> unwanted = () -> read.add("unwanted");
    Exposition scraped =
        board
            .with(unwanted, "vedette_devices", vedette())
            .with(counter(7), "vedette_events_total", vedette("outcome", "rejected"))
            .scrape(MetricNameFilter.builder().nameMustBeEqualTo("vedette_events_total").build());

    assertThat(scraped.families()).containsOnlyKeys("vedette_events_total");
    assertThat(scraped.value("vedette_events_total", "outcome", "rejected")).isEqualTo(7);
    assertThat(read).isEmpty();
  }

  /** Whoever watches for trouble asks for nothing else, and must not be told that there is none. */
  @Test
  void whatWasLeftOutIsCountedOverAllWhereOnlyThatIsAskedFor() {
    Gauge<Object> broken =
        () -> {
          throw new IllegalStateException("gone");
        };
    Exposition scraped =
        board
            .with(broken, "vedette_devices", vedette())
            .with(counter(7), "vedette_events_total", vedette("outcome", "rejected"))
            .scrape(MetricNameFilter.builder().nameMustBeEqualTo(LeftOut.FAMILY).build());

    assertThat(scraped.families()).containsOnlyKeys(LeftOut.FAMILY);
    assertThat(scraped.value(LeftOut.FAMILY, "reason", "failed")).isEqualTo(1);
  }

  /** A name that begins with another family's: that one has it, as in an answer with everything. */
  @Test
  void aNameThatIsTakenStaysTakenWhereOnlyThatIsAskedFor() {
    board
        .with(counter(7), "vedette_gate_seconds_bucket", vedette("le", "1"))
        .with(gauge(3), "vedette_gate_seconds_count", vedette());
    Exposition all = board.scrape();
    Exposition one =
        board.scrape(
            MetricNameFilter.builder().nameMustBeEqualTo("vedette_gate_seconds_count").build());

    assertThat(all.families()).containsKey("vedette_gate_seconds");
    assertThat(one.families()).containsOnlyKeys("vedette_gate_seconds");
  }

  @Test
  void microDollarsAreShownAsDollars() {
    Exposition scraped =
        board
            .with(counter(1_234_567), "vedette_cost_usd_total", vedette("__scale", "1e-6"))
            .scrape();

    assertThat(scraped.text()).contains("vedette_cost_usd_total 1.234567\n");
  }

  @Test
  void gaugesOfNumbersAndTruthsAreShownAndOthersAreNot() {
    Exposition scraped =
        board
            .with(gauge(1.5), "vedette_in_flight", vedette())
            .with(gauge(true), "vedette_admit_ready", vedette())
            .with(gauge("words"), "vedette_words", vedette())
            .with(gauge(null), "vedette_nothing", vedette())
            .scrape();

    assertThat(scraped.value("vedette_in_flight")).isEqualTo(1.5);
    assertThat(scraped.value("vedette_admit_ready")).isEqualTo(1);
    assertThat(scraped.families().keySet())
        .doesNotContain("vedette_words", "vedette_nothing")
        .contains(LeftOut.FAMILY);
  }

  @Test
  void anInfoIsShownUntilItTurnsToZero() {
    Exposition scraped =
        board
            .with(gauge(0), "vedette_gate_info", vedette("gate", "person", "version", "1"))
            .with(gauge(1), "vedette_gate_info", vedette("gate", "person", "version", "2"))
            .scrape();

    assertThat(scraped.samples("vedette_gate_info")).hasSize(1);
    assertThat(scraped.value("vedette_gate_info", "version", "2")).isEqualTo(1);
  }

  @Test
  void bucketsAreCumulatedAndEverySubtaskHasAllOfThem() {
    String bucket = "vedette_gate_seconds_bucket";
    Exposition scraped =
        board
            .with(counter(3), bucket, vedette("subtask_index", "0", "le", "0.005"))
            .with(counter(2), bucket, vedette("subtask_index", "0", "le", "0.01"))
            .with(counter(1), bucket, vedette("subtask_index", "0", "le", "+Inf"))
            .with(
                counter(42_000_000),
                "vedette_gate_seconds_sum",
                vedette("subtask_index", "0", "__scale", "1e-9"))
            .with(counter(4), bucket, vedette("subtask_index", "1", "le", "0.01"))
            .scrape();

    assertThat(scraped.families().get("vedette_gate_seconds").type()).isEqualTo("histogram");
    assertThat(scraped.value(bucket, "subtask_index", "0", "le", "0.005")).isEqualTo(3);
    assertThat(scraped.value(bucket, "subtask_index", "0", "le", "0.01")).isEqualTo(5);
    assertThat(scraped.value("vedette_gate_seconds_count", "subtask_index", "0")).isEqualTo(6);
    assertThat(scraped.value("vedette_gate_seconds_sum", "subtask_index", "0")).isEqualTo(0.042);
    assertThat(scraped.sum(bucket, "le", "0.005")).isEqualTo(3);
    assertThat(scraped.sum(bucket, "le", "0.01")).isEqualTo(9);
    assertThat(scraped.sum(bucket, "le", "+Inf")).isEqualTo(10);
  }

  @Test
  void flinksHistogramsAreSummaries() {
    DescriptiveStatisticsHistogram histogram = new DescriptiveStatisticsHistogram(100);
    for (int i = 1; i <= 100; i++) {
      histogram.update(i);
    }
    String name = "flink_taskmanager_job_task_operator_size";
    Exposition scraped = board.with(histogram, "size", flink()).scrape();

    assertThat(scraped.families().get(name).type()).isEqualTo("summary");
    assertThat(scraped.value(name + "_count")).isEqualTo(100);
    assertThat(scraped.value(name, "quantile", "0.5")).isBetween(50.0, 51.0);
    assertThat(scraped.value(name, "quantile", "0.95")).isBetween(95.0, 96.0);
    assertThat(scraped.value(name, "quantile", "0.99")).isBetween(99.0, 100.0);
  }

  @Test
  void flinksMetersAreGaugesOfTheirRate() {
    Counter events = counter(0);
    MeterView meter = new MeterView(events, 5);
    board.with(meter, "hits", flink());
    events.inc(10);
    meter.update();

    assertThat(board.scrape().value("flink_taskmanager_job_task_operator_hits_per_second"))
        .isEqualTo(2);
  }

  @Test
  void ofTwoMetricsThatAreOneSeriesTheNewestCounts() {
    Counter first = counter(1);
    Counter second = counter(2);
    MetricPlace firstAttempt = vedette("task_attempt_num", "0");
    MetricPlace secondAttempt = vedette("task_attempt_num", "1");
    board
        .with(first, "vedette_episodes_total", firstAttempt)
        .with(second, "vedette_episodes_total", secondAttempt);
    assertThat(board.scrape().value("vedette_episodes_total")).isEqualTo(2);

    board.without(second, "vedette_episodes_total", secondAttempt);
    assertThat(board.scrape().value("vedette_episodes_total")).isEqualTo(1);

    board.without(first, "vedette_episodes_total", firstAttempt);
    assertThat(board.scrape().families()).doesNotContainKey("vedette_episodes_total");
  }

  @Test
  void theOldAttemptMayAlsoGoFirst() {
    Counter first = counter(1);
    Counter second = counter(2);
    board
        .with(first, "vedette_episodes_total", vedette())
        .with(second, "vedette_episodes_total", vedette())
        .without(first, "vedette_episodes_total", vedette());

    assertThat(board.scrape().value("vedette_episodes_total")).isEqualTo(2);
  }

  @Test
  void labelValuesMayHoldAnything() {
    Exposition scraped =
        board
            .with(
                counter(1), "vedette_episodes_total", vedette("operator_name", "a\"b\\c\nd,e}{ é"))
            .scrape();

    assertThat(scraped.value("vedette_episodes_total", "operator_name", "a\\\"b\\\\c\\nd,e}{ é"))
        .isEqualTo(1);
  }

  @Test
  void theSameMetricsGiveTheSameTextInWhicheverOrderTheyCame() {
    Board other = new Board();
    for (int i = 0; i < 50; i++) {
      board.with(counter(i), "vedette_m" + i % 7 + "_total", vedette("subtask_index", "" + i));
      int j = 49 - i;
      other.with(counter(j), "vedette_m" + j % 7 + "_total", vedette("subtask_index", "" + j));
    }

    assertThat(other.scrape().text()).isEqualTo(board.scrape().text());
    assertThat(List.copyOf(board.scrape().families().keySet())).isSorted();
  }
}
