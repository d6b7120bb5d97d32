package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.cli.kafka.ReadTo;
import dev.vedette.cli.ledger.SomeLedger;
import dev.vedette.core.money.BillingEvidence;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.VedetteOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is read from, and reconciled at, a real broker. */
@Timeout(120)
class CostCommandsIT {
  private static final String EXPORT =
      """
      client_request_id,time,model,cost_usd
      a-1,2026-11-27T12:00:01Z,gpt-4o-mini,0.000100
      b-1,2026-11-27T12:01:01Z,gpt-4o-mini,0.000250
      c-1,2026-11-27T12:02:01Z,gpt-4o-mini,0.000042
      stolen,2026-11-27T12:04:00Z,gpt-4o-mini,1.5
      """;

  private static final int CALLS = 2_000;

  @TempDir private Path folder;
  private AtBroker at;
  private LedgerTopic ledger;

  @BeforeEach
  void start() throws Exception {
    at = new AtBroker();
    at.vedette("topics", "create");
    Configuration config = new Configuration();
    config.set(VedetteOptions.BOOTSTRAP, at.bootstrap());
    ledger = LedgerTopic.reach(config);
    ledger.append(
        new SomeLedger()
            .settled("a", 100)
            .settled("b", 200)
            .unknown("c")
            .unknown("d")
            .avoided("rejected", 50, 5_000)
            .lines());
  }

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void aReportFromTheTopicIsThatFromItsExport() throws Exception {
    assertThat(at.vedette("cost", "report", "--by", "label,day")).isZero();
    String report = at.said().out();
    assertThat(report).contains("0.000300", "0.001800", "0.005000");

    Path file = folder.resolve("ledger.jsonl");
    assertThat(at.vedette("cost", "export", file.toString())).isZero();
    assertThat(at.said().out().strip()).isEqualTo(file + ": 9 lines");
    Commands.Said said =
        Commands.run("cost", "report", "--by", "label,day", "--file", file.toString());
    assertThat(said.out()).isEqualTo(report);

    assertThat(at.vedette("cost", "report", "--since", "2026-11-27T12:01Z")).isZero();
    assertThat(at.said().out())
        .isEqualTo(
            Commands.run(
                    "cost", "report", "--since", "2026-11-27T12:01Z", "--file", file.toString())
                .out());
    assertThat(at.vedette("cost", "report", "--since", "2999-01-01")).isZero();
    assertThat(at.said().out()).contains("nothing in the ledger of what is asked for");
  }

  @Test
  void theAuditReportIsOfTheSameLedger() throws Exception {
    assertThat(at.vedette("audit", "report", "--by", "class,gate")).isZero();
    assertThat(at.said().out()).contains("recall", "face@1.0.0");
  }

  @Test
  void reconcilingTellsTheLedgerWhatTheProviderSaysAndTwiceIsOnce() throws Exception {
    Path csv = Files.writeString(folder.resolve("usage.csv"), EXPORT);
    Path metrics = folder.resolve("vedette.prom");
    String[] reconcile = {
      "cost",
      "reconcile",
      csv.toString(),
      "--metrics-file",
      metrics.toString(),
      "--from",
      "2026-11-27",
      "--until",
      "2026-11-28"
    };
    assertThat(at.vedette(reconcile)).isEqualTo(3);
    LedgerBooks books = ledger.books();
    assertThat(books.spentMicros()).isEqualTo(100 + 250 + 42);
    assertThat(books.unknownMicros()).isZero();
    assertThat(books.call("c-1").orElseThrow().reconciled().evidence()).isEqualTo("usage.csv:4");
    assertThat(books.call("d-1").orElseThrow().reconciled().evidence())
        .isEqualTo("usage.csv:absent");
    assertThat(Files.readString(metrics))
        .contains(
            "# TYPE vedette_unexplained_usd gauge\n"
                + "vedette_unexplained_usd{provider=\"openai\"} 1.500000\n",
            "\nvedette_unexplained_calls{provider=\"openai\"} 1\n",
            "\nvedette_unknown_usd{provider=\"openai\"} 0.000000\n")
        .containsPattern("\nvedette_reconciled_at_seconds\\{provider=\"openai\"} \\d{10}\n");

    at.vedette("cost", "export", folder.resolve("once").toString());
    assertThat(at.vedette(reconcile)).isEqualTo(3);
    assertThat(at.said().out()).contains("nothing: the ledger has it all");
    at.vedette("cost", "export", folder.resolve("twice").toString());
    assertThat(folder.resolve("twice")).hasSameTextualContentAs(folder.resolve("once"));
  }

  @Test
  void anExportThatIsAllTheftIsAnAlertOfAnyProviderUntilItIsSaidWhoseItIs() throws Exception {
    ledger.append(new SomeLedger().sentTo("mistral").settled("m", 1).lines());
    Path csv =
        Files.writeString(folder.resolve("usage.csv"), "client_request_id,cost_usd\nstolen,1.5\n");
    Path metrics = folder.resolve("vedette.prom");
    String[] reconcile = {
      "cost", "reconcile", csv.toString(), "--metrics-file", metrics.toString()
    };
    assertThat(at.vedette(reconcile)).isEqualTo(3);
    assertThat(at.said().out().replaceAll("\\s+", " "))
        .contains("ALERT", "whose it is nobody knows", "mistral,openai; say it with --provider");
    assertThat(metrics)
        .content()
        .contains("vedette_unexplained_usd{provider=\"mistral,openai\"} 1.500000");

    assertThat(
            at.vedette(
                Stream.concat(Stream.of(reconcile), Stream.of("--provider", "mistral"))
                    .toArray(String[]::new)))
        .isEqualTo(3);
    assertThat(metrics)
        .content()
        .contains(
            "vedette_unexplained_usd{provider=\"mistral\"} 1.500000",
            "vedette_unexplained_usd{provider=\"mistral,openai\"} 1.500000");
  }

  /** Every fifth is unknown, and every other of these was billed. */
  @Test
  void anExportOfManyCallsFreesThoseOfItsTimeThatItHasNotAndNoneThatWasBilled() throws Exception {
    var many = new SomeLedger().every(Duration.ofSeconds(10));
    var csv = new StringBuilder("client_request_id,time,model,cost_usd\n");
    for (int i = 0; i < CALLS; i++) {
      String name = "n" + i;
      if (i % 5 == 0) {
        many.unknown(name);
      } else {
        many.settled(name, 100);
      }
      if (i % 10 != 0) {
        csv.append("%s-1,%s,gpt-4o-mini,0.0001%n".formatted(name, secondAfter(i)));
      }
    }
    csv.append("stranger-1,%s,gpt-4o-mini,0.5%n".formatted(secondAfter(CALLS * 2)));
    csv.append("n1-1,%s,gpt-4o-mini,-0.000001%n".formatted(secondAfter(CALLS * 3)));
    ledger.append(many.lines());
    Path file = Files.writeString(folder.resolve("many.csv"), csv);

    assertThat(at.vedette("cost", "reconcile", file.toString())).isEqualTo(3);
    List<BookedCall> booked =
        ledger.books().calls().stream()
            .filter(call -> call.call().inferenceId().startsWith("n"))
            .toList();
    assertThat(booked.stream().filter(BookedCall::isUnknown).map(CostCommandsIT::number))
        .as("a quarter of an hour at both ends")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, CALLS / 10)
                .map(i -> i * 10)
                .filter(i -> i < 92 || i > CALLS - 91)
                .boxed()
                .toList());
    assertThat(booked.stream().filter(call -> call.spentMicros() == 0).map(CostCommandsIT::number))
        .allMatch(number -> number % 10 == 0)
        .hasSize(CALLS / 10);
    assertThat(booked.stream().mapToLong(BookedCall::spentMicros).sum())
        .isEqualTo(100L * CALLS * 9 / 10 - 1);
  }

  private static int number(BookedCall call) {
    return Integer.parseInt(call.call().inferenceId().substring(1));
  }

  private static Instant secondAfter(int number) {
    return SomeLedger.NOON.plusSeconds(10L * number + 1);
  }

  @Test
  void ofTwoWhoReconcileTheSameCallsAtOnceTheSecondIsRefused() throws Exception {
    ReadTo both = ledger.read(line -> {});
    ledger.append(new SomeLedger().settled("e", 300).lines());
    LedgerCall call = ledger.books().call("a-1").orElseThrow().call();
    List<LedgerLine> lines =
        List.of(
            LedgerLine.reconciled(
                call.account(), call, 0, new BillingEvidence("usage.csv:2", 100), SomeLedger.NOON));
    ledger.appendReconciled(lines, both);

    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> ledger.appendReconciled(lines, both))
        .withMessageContainingAll("somebody else has reconciled 1 of these calls", "do it again");
    assertThat(ledger.books().spentMicros()).isEqualTo(200 + 300);
    LedgerCall other = ledger.books().call("b-1").orElseThrow().call();
    ledger.appendReconciled(
        List.of(
            LedgerLine.reconciled(
                other.account(),
                other,
                1,
                new BillingEvidence("other.csv:2", 200),
                SomeLedger.NOON)),
        both);
    assertThat(ledger.books().spentMicros()).as("of other calls").isEqualTo(1 + 300);
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    Path csv = Files.writeString(folder.resolve("usage.csv"), EXPORT);
    assertThat(at.vedette("cost", "reconcile", csv.toString(), "--dry-run")).isEqualTo(3);
    assertThat(ledger.books().unknownMicros()).isEqualTo(1_800);
  }

  @Test
  void whatIsNoLineOfALedgerIsNotPassedOver() throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", at.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("ledger", 0, null, new byte[] {1, 2, 3})).get();
    }
    assertThat(at.vedette("cost", "report")).isEqualTo(1);
    at.said().inOneLine("ledger, partition 0, offset", "is no line of a ledger");

    Path file = Files.writeString(folder.resolve("ledger.jsonl"), "what was there");
    assertThat(at.vedette("cost", "export", file.toString())).isEqualTo(1);
    assertThat(file).hasContent("what was there");
  }
}
