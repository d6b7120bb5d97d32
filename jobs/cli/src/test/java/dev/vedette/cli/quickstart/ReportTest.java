package dev.vedette.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.metrics.JobNumbers;
import dev.vedette.cli.quickstart.PaidCalls.Settled;
import dev.vedette.cli.quickstart.Report.ProviderBooks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String SETTLED =
      """
      vedette_events_received_total 100
      vedette_events_total{outcome="rejected",label="face"} 80
      vedette_events_total{outcome="repeat",label="face"} 10
      vedette_events_total{outcome="dead-lettered",reason="malformed"} 1
      vedette_events_total{outcome="duplicate"} 1
      vedette_events_total{outcome="late"} 1
      vedette_events_total{outcome="edge",reason="rate-limited"} 4
      vedette_events_total{outcome="cloud"} 3
      vedette_questions_total 7
      vedette_gate_seconds_bucket{le="0.005"} 100
      vedette_gate_seconds_bucket{le="+Inf"} 100
      vedette_capture_to_verdict_seconds_bucket{le="1",revision="first"} 7
      vedette_capture_to_verdict_seconds_bucket{le="+Inf",revision="first"} 7
      """;
  private static final PaidCalls LEDGER = new PaidCalls(3, Map.of("face", new Settled(3, 1000)), 0);
  private static final Report.Provider PROVIDER = new Report.Provider("simulated", "m", true);

  private static Report report(String scrape, PaidCalls ledger, ProviderBooks books) {
    return Report.of(JobNumbers.parse(scrape), ledger, PROVIDER, books, true, 10);
  }

  @Test
  void everyEventHasOneOutcome() {
    Report report = report(SETTLED, LEDGER, null);

    assertThat(report.pending()).isZero();
    assertThat(report.conserves()).isTrue();
    assertThat(report.eventsPerSecond()).isEqualTo(10);
  }

  @Test
  void whatTheDutyCycleSkippedHasAnOutcomeToo() {
    String skipping =
        SETTLED.replace("} 80", "} 73") + "vedette_events_total{outcome=\"skipped\"} 7\n";
    Report report = report(skipping, LEDGER, null);

    assertThat(report.skipped()).isEqualTo(7);
    assertThat(report.conserves()).isTrue();
  }

  @Test
  void whatDoesNotCountHasAnOutcomeAndAvoidsNothing() {
    String ignoring =
        SETTLED.replace("label=\"face\"} 80", "label=\"face\"} 79")
            + "vedette_events_total{outcome=\"ignored\",reason=\"hours\",label=\"face\"} 1\n";
    Report report = report(ignoring, LEDGER, null);

    assertThat(report.ignored()).isOne();
    assertThat(report.conserves()).isTrue();
    assertThat(report.avoidedMicrosBy().gate()).isEqualTo(26_333);
  }

  @Test
  void anEventWithoutAnOutcomeIsSaid() {
    Report report = report(SETTLED.replace("} 80", "} 79"), LEDGER, null);

    assertThat(report.pending()).isZero();
    assertThat(report.ended()).isEqualTo(report.events() - 1);
    assertThat(report.conserves()).isFalse();
  }

  @Test
  void aQuestionWithoutALastVerdictIsPending() {
    Report report = report(SETTLED.replace("\"cloud\"} 3", "\"cloud\"} 2"), LEDGER, null);

    assertThat(report.pending()).isOne();
    assertThat(report.conserves()).isFalse();
  }

  @Test
  void avoidedIsWhatWasNotAskedAtTheMeanSettledPriceOfItsLabel() {
    Report report = report(SETTLED, LEDGER, null);

    assertThat(report.avoidedMicrosBy().gate()).isEqualTo(26_667);
    assertThat(report.avoidedMicrosBy().episode()).isEqualTo(3_333);
    assertThat(report.avoidedMicros()).isEqualTo(30_000);
  }

  @Test
  void eachLabelHasAPriceOfItsOwn() {
    String two =
        SETTLED.replace(
            "vedette_events_total{outcome=\"repeat\",label=\"face\"} 10",
            """
            vedette_events_total{outcome="rejected",label="out-of-limits"} 4
            vedette_events_total{outcome="rejected",label="never-settled"} 1
            vedette_events_total{outcome="repeat",label="out-of-limits"} 5
            """);
    var ledger =
        new PaidCalls(
            5, Map.of("face", new Settled(3, 1000), "out-of-limits", new Settled(2, 90)), 0);
    Report report = report(two, ledger, null);

    assertThat(report.costMicros()).isEqualTo(1090);
    assertThat(report.avoidedMicrosBy().gate()).isEqualTo(26_667 + 180);
    assertThat(report.avoidedMicrosBy().episode()).isEqualTo(225);
    assertThat(report.avoidedMicros()).isEqualTo(26_667 + 180 + 225);
  }

  @Test
  void withoutASettledCallNothingIsAvoided() {
    Report report = report(SETTLED, new PaidCalls(2, Map.of(), 900), null);

    assertThat(report.avoidedMicros()).isZero();
    assertThat(report.unsettledMicros()).isEqualTo(900);
  }

  @Test
  void theProvidersBooksAreComparedToTheMicroDollar() {
    assertThat(report(SETTLED, LEDGER, null).agreesWithProvider()).isTrue();
    assertThat(report(SETTLED, LEDGER, new ProviderBooks(3, 1000)).agreesWithProvider()).isTrue();
    assertThat(report(SETTLED, LEDGER, new ProviderBooks(4, 1000)).agreesWithProvider()).isFalse();
    assertThat(report(SETTLED, LEDGER, new ProviderBooks(3, 1001)).agreesWithProvider()).isFalse();
  }

  @Test
  void simulatedClocksTellNoTimeFromCaptureToVerdict() {
    Report report = Report.of(JobNumbers.parse(SETTLED), LEDGER, PROVIDER, null, false, 10);

    assertThat(report.latencyMillis().captureToVerdict().p50()).isNull();
    assertThat(report.latencyMillis().gate().p50()).isEqualTo(2.5);
  }

  @Test
  void itsJsonHasTheNamesThatOthersRead() {
    JsonNode json = new ObjectMapper().valueToTree(report(SETTLED, LEDGER, null));

    var names = new ArrayList<String>();
    for (Iterator<String> all = json.fieldNames(); all.hasNext(); ) {
      names.add(all.next());
    }
    assertThat(names)
        .containsExactly(
            "events",
            "deadLettered",
            "duplicates",
            "late",
            "skipped",
            "rejected",
            "ignored",
            "repeats",
            "edge",
            "cloud",
            "pending",
            "calls",
            "costMicros",
            "unsettledMicros",
            "avoidedMicros",
            "avoidedMicrosBy",
            "latencyMillis",
            "egressBytes",
            "gate",
            "provider",
            "providerBooks",
            "durationSeconds",
            "eventsPerSecond");
    assertThat(json.at("/edge/rate-limited").asLong()).isEqualTo(4);
    assertThat(json.at("/latencyMillis/gate/p99").asDouble()).isEqualTo(4.95);
    assertThat(json.at("/provider/simulated").asBoolean()).isTrue();
  }

  @Test
  void itsTableSaysThatCostsAreSimulated() {
    var text = new StringWriter();
    new ReportTable(report(SETTLED, LEDGER, null), new PrintWriter(text)).print();

    assertThat(text.toString())
        .contains("0.001000 USD (simulated)", "answered here: rate-limited", "dead letters");
  }

  @Test
  void aJobHasSettledWhenTwoLooksAreAlike() throws Exception {
    JobNumbers done = JobNumbers.parse(SETTLED);
    var settling = new Settling(100, Duration.ofSeconds(1), 0);

    assertThat(settling.look(JobNumbers.parse(SETTLED.replace("} 80", "} 70")), 0)).isFalse();
    assertThat(settling.look(done, 1)).isFalse();
    assertThat(settling.look(done, 2)).isTrue();
  }

  @Test
  void aJobThatStopsHalfWayIsGivenUp() throws Exception {
    JobNumbers stuck = JobNumbers.parse(SETTLED.replace("} 80", "} 78"));
    var settling = new Settling(101, Duration.ofSeconds(1), 0);
    settling.look(stuck, 0);

    assertThat(settling.look(stuck, Duration.ofSeconds(1).toNanos())).isFalse();
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> settling.look(stuck, Duration.ofSeconds(2).toNanos()))
        .withMessageContaining(
            "101 events were sent, 100 received, 0 are pending and 2 have no outcome");
  }
}
