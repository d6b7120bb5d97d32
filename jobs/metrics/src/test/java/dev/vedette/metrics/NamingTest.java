package dev.vedette.metrics;

import static dev.vedette.metrics.Board.flink;
import static dev.vedette.metrics.Board.vedette;
import static org.apache.flink.metrics.MetricType.COUNTER;
import static org.apache.flink.metrics.MetricType.GAUGE;
import static org.apache.flink.metrics.MetricType.HISTOGRAM;
import static org.apache.flink.metrics.MetricType.METER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.metrics.Series.Role;
import io.prometheus.metrics.model.snapshots.Labels;
import org.apache.flink.metrics.MetricType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {
  @ParameterizedTest
  @CsvSource({
    "COUNTER, vedette_events_total, COUNTER, vedette_events",
    "COUNTER, vedette_in_flight, GAUGE, vedette_in_flight",
    "COUNTER, vedette_gate_seconds_sum, SUM, vedette_gate_seconds",
    "GAUGE, vedette_cost_usd_total, COUNTER, vedette_cost_usd",
    "GAUGE, vedette_gate_info, INFO, vedette_gate",
    "GAUGE, vedette_admit_ready, GAUGE, vedette_admit_ready",
    "GAUGE, vedette_odd_bucket, GAUGE, vedette_odd",
    "METER, vedette_rate, GAUGE, vedette_rate",
    "HISTOGRAM, vedette_size_bytes, SUMMARY, vedette_size_bytes",
  })
  void underTheGroupVedetteTheEndingDecidesTheType(
      MetricType type, String name, Role role, String family) throws Exception {
    assertThat(Naming.series(type, name, vedette()))
        .isEqualTo(Series.of(role, family, Labels.EMPTY));
  }

  @ParameterizedTest
  @CsvSource({
    "COUNTER, numRecordsIn, COUNTER, numRecordsIn",
    "GAUGE, records-consumed-total, COUNTER, records_consumed",
    "GAUGE, build_info, GAUGE, build",
    "GAUGE, busyTimeMsPerSecond, GAUGE, busyTimeMsPerSecond",
    "METER, numRecordsInPerSecond, GAUGE, numRecordsInPerSecond",
    "METER, hits, GAUGE, hits_per_second",
    "HISTOGRAM, mailboxLatencyMs, SUMMARY, mailboxLatencyMs",
    "GAUGE, Größe in %, GAUGE, Gr__e_in__",
    "GAUGE, 0, GAUGE, _0",
  })
  void everythingElseIsPrefixedWithItsLogicalScope(
      MetricType type, String name, Role role, String family) throws Exception {
    assertThat(Naming.series(type, name, flink()))
        .isEqualTo(Series.of(role, "flink_taskmanager_job_task_operator_" + family, Labels.EMPTY));
  }

  @Test
  void keyValueGroupsAndTheUsefulScopeVariablesBecomeLabels() throws Exception {
    MetricPlace place =
        vedette(
            "outcome", "rejected",
            "reason", "",
            "__scale", "1e-6",
            "host", "box-1",
            "tm_id", "tm-1",
            "job_id", "a3f9",
            "job_name", "vedette",
            "task_id", "17ab",
            "task_name", "decode -> judge",
            "task_attempt_id", "77",
            "task_attempt_num", "3",
            "operator_id", "bb2c",
            "operator_name", "judge",
            "subtask_index", "1");

    Labels labels = Naming.series(COUNTER, "vedette_events_total", place).labels();

    assertThat((Object) labels)
        .isEqualTo(
            Labels.of(
                "host", "box-1",
                "job_name", "vedette",
                "operator_name", "judge",
                "outcome", "rejected",
                "subtask_index", "1",
                "tm_id", "tm-1"));
  }

  @Test
  void theTaskIsNamedWhereNoOperatorIs() throws Exception {
    Labels labels = Naming.series(GAUGE, "busy", flink("task_name", "decode")).labels();

    assertThat((Object) labels).isEqualTo(Labels.of("task_name", "decode"));
  }

  @Test
  void labelNamesAreMadeLegalAndTwoThatBecomeOneAreOne() throws Exception {
    MetricPlace place = flink("a-b", "first", "a.b", "second", "__meta", "m", "7", "seven");

    Labels labels = Naming.series(GAUGE, "x", place).labels();

    assertThat((Object) labels).isEqualTo(Labels.of("_7", "seven", "_meta", "m", "a_b", "first"));
  }

  @ParameterizedTest
  @CsvSource({"0.005, 0.005", "+Inf, Infinity", "-0.0, 0.0", "1e-3, 0.001"})
  void aCounterWithABoundIsABucket(String le, double bound) throws Exception {
    assertThat(Naming.series(COUNTER, "vedette_gate_seconds_bucket", vedette("le", le, "a", "b")))
        .isEqualTo(new Series(Role.BUCKET, "vedette_gate_seconds", Labels.of("a", "b"), bound));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "NaN", "Infinity", "-Infinity", "0,5"})
  void aBoundThatIsNoNumberIsRefused(String le) {
    assertThatThrownBy(
            () -> Naming.series(COUNTER, "vedette_gate_seconds_bucket", vedette("le", le)))
        .isInstanceOf(MalformedMetricException.class)
        .hasMessageContaining(le);
  }

  @Test
  void bucketsAreVedettesConventionAndNobodyElses() throws Exception {
    assertThat(Naming.series(COUNTER, "x_bucket", flink("le", "1")).role()).isEqualTo(Role.COUNTER);
    assertThat(Naming.series(HISTOGRAM, "x", flink()).role()).isEqualTo(Role.SUMMARY);
    assertThat(Naming.series(METER, "x", flink()).role()).isEqualTo(Role.GAUGE);
  }
}
