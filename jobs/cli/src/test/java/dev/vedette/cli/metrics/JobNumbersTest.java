package dev.vedette.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.flow.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobNumbersTest {
  static final String SCRAPE =
      """
      # HELP vedette_events_total Events by outcome.
      # TYPE vedette_events_total counter
      flink_taskmanager_Status_JVM_CPU_Load 0.3
      vedette_events_received_total{subtask_index="0"} 60.0
      vedette_events_received_total{subtask_index="1"} 40.0
      vedette_events_total{outcome="rejected",label="face",subtask_index="0"} 50.0
      vedette_events_total{outcome="rejected",label="face",subtask_index="1"} 20.0
      vedette_events_total{outcome="rejected",label="out-of-limits",subtask_index="1"} 10.0
      vedette_events_total{outcome="repeat",reason="",label="face"} 10.0
      vedette_events_total{outcome="edge",reason="timeout"} 2.0
      vedette_events_total{outcome="edge",reason="rate-limited"} 1.0
      vedette_events_total{outcome="cloud"} 5.0
      vedette_questions_total{subtask_index="0"} 6.0
      vedette_questions_total{subtask_index="1"} 4.0
      vedette_in_flight 2.0
      vedette_egress_bytes_total 1.2345678E7
      vedette_cost_usd_total{model="a \\"b\\" \\\\ c"} 0.0125
      vedette_gate_seconds_bucket{le="0.005",subtask_index="0"} 50.0
      vedette_gate_seconds_bucket{le="0.005",subtask_index="1"} 49.0
      vedette_gate_seconds_bucket{le="+Inf",subtask_index="0"} 60.0
      vedette_gate_seconds_bucket{le="+Inf",subtask_index="1"} 40.0
      vedette_capture_to_verdict_seconds_bucket{le="0.1",revision="first"} 8.0
      vedette_capture_to_verdict_seconds_bucket{le="+Inf",revision="first"} 8.0
      vedette_capture_to_verdict_seconds_bucket{le="0.1",revision="last"} 0.0
      vedette_capture_to_verdict_seconds_bucket{le="1",revision="last"} 8.0
      vedette_capture_to_verdict_seconds_bucket{le="+Inf",revision="last"} 8.0
      vedette_gate_info{gate="face@1.0.0",variant="int8-onednn",subtask_index="0"} 1
      vedette_gate_info{gate="face@1.0.0",variant="int8-onednn",subtask_index="1"} 1
      vedette_admit_ready{subtask_index="0"} 1.0
      vedette_admit_ready{subtask_index="1"} 0.0
      """;

  @Test
  void subtasksAreAddedUp() {
    JobNumbers numbers = JobNumbers.parse(SCRAPE);

    assertThat(numbers.received()).isEqualTo(100);
    assertThat(numbers.ended(Outcome.REJECTED)).isEqualTo(80);
    assertThat(numbers.rejected()).isEqualTo(Map.of("face", 70L, "out-of-limits", 10L));
    assertThat(numbers.repeats()).isEqualTo(Map.of("face", 10L));
    assertThat(numbers.ended(Outcome.EDGE)).isEqualTo(3);
    assertThat(numbers.ended(Outcome.LATE)).isZero();
    assertThat(numbers.edge()).isEqualTo(Map.of("timeout", 2L, "rate-limited", 1L));
    assertThat(numbers.pending()).isEqualTo(2);
    assertThat(numbers.unaccounted()).isZero();
    assertThat(numbers.inFlight()).isEqualTo(2);
    assertThat(numbers.egressBytes()).isEqualTo(12_345_678);
    assertThat(numbers.costUsd()).isEqualTo(0.0125);
    assertThat(numbers.gateName()).isEqualTo("face@1.0.0");
    assertThat(numbers.gateVariant()).isEqualTo("int8-onednn");
  }

  @Test
  void anEventThatIsNeitherEndedNorPendingIsUnaccountedFor() {
    JobNumbers numbers = JobNumbers.parse(SCRAPE.replace("\"0\"} 50.0", "\"0\"} 49.0"));

    assertThat(numbers.pending()).isEqualTo(2);
    assertThat(numbers.unaccounted()).isOne();
  }

  @Test
  void histogramsAreAddedUpAndKeptApartByRevision() {
    JobNumbers numbers = JobNumbers.parse(SCRAPE);

    assertThat(numbers.gateSeconds().count()).isEqualTo(100);
    assertThat(numbers.gateSeconds().quantile(0.99)).hasValueCloseTo(0.005, within(1e-9));
    assertThat(numbers.firstVerdictSeconds().quantile(1)).hasValueCloseTo(0.1, within(1e-9));
    assertThat(numbers.lastVerdictSeconds().quantile(1)).hasValueCloseTo(1.0, within(1e-9));
    assertThat(numbers.cloudSeconds().quantile(0.5)).isEmpty();
  }

  @Test
  void everySubtaskHasToBeReady() {
    MetricsScrape half = MetricsScrape.parse(SCRAPE);
    MetricsScrape whole = MetricsScrape.parse(SCRAPE.replace("\"1\"} 0.0", "\"1\"} 1.0"));

    assertThat(JobNumbers.readyIn(half, 2)).isFalse();
    assertThat(JobNumbers.readyIn(whole, 2)).isTrue();
    assertThat(JobNumbers.readyIn(whole, 3)).isFalse();
    assertThat(JobNumbers.readyIn(MetricsScrape.parse(""), 1)).isFalse();
    assertThat(JobNumbers.readyIn(MetricsScrape.parse("vedette_admit_ready 1"), 1)).isFalse();
  }

  @Test
  void labelsAreUnescaped() {
    Sample sample = Sample.parse("x{a=\"1\\n2\",b=\"\\\"\\\\\",} -Inf 123");

    assertThat(sample)
        .isEqualTo(new Sample("x", Map.of("a", "1\n2", "b", "\"\\"), Double.NEGATIVE_INFINITY));
  }

  @Test
  void whatIsNoScrapeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobNumbers.parse("vedette_events_total{outcome=\"cloud"))
        .withMessageStartingWith("not a sample: ");
    assertThatIllegalArgumentException().isThrownBy(() -> JobNumbers.parse("vedette_x many"));
  }

  @Test
  void momentsAreAlikeWhenNothingHappenedBetweenThem() {
    JobNumbers numbers = JobNumbers.parse(SCRAPE);

    assertThat(numbers.sameCountsAs(JobNumbers.parse(SCRAPE))).isTrue();
    assertThat(numbers.sameCountsAs(JobNumbers.parse(SCRAPE.replace(" 60.0", " 61.0")))).isFalse();
  }
}
