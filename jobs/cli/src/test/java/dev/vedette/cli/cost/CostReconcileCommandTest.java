package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Commands;
import dev.vedette.cli.ledger.SomeLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostReconcileCommandTest {
  @TempDir private Path folder;
  private Path csv;
  private Path ledger;

  @BeforeEach
  void write() throws Exception {
    csv = folder.resolve("usage.csv");
    ledger =
        new SomeLedger()
            .settled("a", 100)
            .settled("b", 200)
            .unknown("c")
            .settled("d", 300)
            .unknown("e")
            .writtenTo(folder.resolve("ledger.jsonl"));
  }

  private Commands.Said reconcile(String export, String... args) throws Exception {
    Files.writeString(csv, export);
    Commands.Said said =
        Commands.run(
            Stream.concat(
                    Stream.of("cost", "reconcile", csv.toString(), "--file", ledger.toString()),
                    Stream.of(args))
                .toArray(String[]::new));
    assertThat(said.out().lines()).allMatch(line -> line.length() <= 100);
    return said;
  }

  private static final String EXPORT =
      """
      client_request_id,request_id,time,model,cost_usd
      a-1,r-1,2026-11-27T12:00:01Z,gpt-4o-mini,0.000100
      b-1,r-2,2026-11-27T12:01:01Z,gpt-4o-mini,0.000250
      c-1,r-3,2026-11-27T12:02:01Z,gpt-4o-mini,0.000042
      d-1,r-4,2026-11-27T12:03:01Z,gpt-4o-mini,0.000300
      """;

  @Test
  void whatWasFoundIsSaid() throws Exception {
    Commands.Said said = reconcile(EXPORT, "--dry-run");
    assertThat(said.code()).isZero();
    assertThat(said.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "usage.csv against the ledger, in US dollars",
            "equal 2 0.000400 0.000400",
            "differing 1 0.000200 0.000250",
            "unknown, now known 1 0.000900 0.000042",
            "unknown, still 1 0.000900 -",
            "differing b-1 (line 3): 0.000200 by the ledger, which has it as settled, 0.000250 by the",
            "written 2 lines would be, with usage.csv as evidence");
  }

  @Test
  void spendThatTheLedgerCannotExplainIsAnAlertWithAnExitCodeOfItsOwn() throws Exception {
    Commands.Said said =
        reconcile(EXPORT + ",r-9,2026-11-27T12:03:01Z,gpt-5-pro,12.50\n", "--dry-run");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out().replaceAll("\\s+", " "))
        .contains(
            "ALERT 12.500000 for 1 calls that are not in the ledger (line 6): is the key used"
                + " elsewhere?",
            "withdraw it at the provider");
  }

  @Test
  void aCallThatIsBilledAboveTheMostThatItCanHaveCostIsOneToo() throws Exception {
    Commands.Said said =
        reconcile(EXPORT.replace("gpt-4o-mini,0.000300", "gpt-4o-mini,0.003000"), "--dry-run");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out().replaceAll("\\s+", " "))
        .contains(
            "OVERBILLED, of these 1 - 0.002100",
            "ALERT 0.002100 for 1 calls above the most that they can have cost, such as d-1 (line 5):"
                + " 0.003000 billed, 0.000900 at most.");
  }

  @Test
  void aCreditForAnEarlierBillIsNamed() throws Exception {
    Commands.Said said = reconcile(EXPORT.replace(",0.000300", ",-0.000300"), "--dry-run");
    assertThat(said.code()).isZero();
    assertThat(said.out().replaceAll("\\s+", " "))
        .contains(
            "credits for earlier bills 1 0.000300 -0.000300",
            "credits for 1 calls that this file does not bill, such as d-1 (line 5)");
  }

  @Test
  void anExportOfAPeriodSaysWhatWasNotBilled() throws Exception {
    Commands.Said said =
        reconcile(EXPORT, "--dry-run", "--from", "2026-11-27", "--until", "2026-11-28");
    assertThat(said.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains("unknown, not billed 1 0.000900 0.000000", "unknown, still 0 0.000000 -");
  }

  @Test
  void aBadRowIsNamedAndNothingIsDone() throws Exception {
    String bad = EXPORT + "e-1,r-5,2026-11-27T12:04:01Z,gpt-4o-mini,much\n";
    Commands.Said said = reconcile(bad, "--dry-run");
    assertThat(said.code()).isEqualTo(1);
    said.inOneLine(
        "usage.csv", "line 6", "'much' in cost_usd", "nothing was written", "--skip-bad");
    assertThat(said.out()).isEmpty();

    Commands.Said skipping = reconcile(bad, "--dry-run", "--skip-bad", "--until", "2026-11-28");
    assertThat(skipping.code()).isZero();
    assertThat(skipping.out())
        .contains("'much' in cost_usd", "rows were skipped: that a call is not in the others");
  }

  @Test
  void aDryRunWritesNoMetricsEither() throws Exception {
    Path metrics = folder.resolve("vedette.prom");
    reconcile(EXPORT, "--dry-run", "--metrics-file", metrics.toString());
    assertThat(metrics).doesNotExist();
  }

  @Test
  void whyACallStaysUnknownIsSaid() throws Exception {
    assertThat(reconcile(EXPORT, "--dry-run").out().replaceAll("\\s+", " "))
        .contains("the file is not of their time, which is 2026-11-27T12:00:01Z to");
    assertThat(
            reconcile("client_request_id,cost_usd\na-1,0.0001\n", "--dry-run")
                .out()
                .replaceAll("\\s+", " "))
        .contains("the file has no times: --from and --until say");
    assertThat(
            reconcile(
                    EXPORT.replaceAll("(?m)^d-1.*\\R", ""),
                    "--dry-run",
                    "--from",
                    "2026-11-27",
                    "--until",
                    "2026-11-28")
                .out()
                .replaceAll("\\s+", " "))
        .contains("1 calls that were answered are not in the file, such as d-1");
  }

  @Test
  void aFileIsNotWrittenTo() throws Exception {
    Commands.Said said = reconcile(EXPORT);
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine("--file needs --dry-run");
  }

  @Test
  void wrongOptionsAreNamed() throws Exception {
    reconcile(EXPORT, "--dry-run", "--until", "2999-01-01").inOneLine("--until is in the future");
    reconcile(EXPORT, "--dry-run", "--from", "noon").inOneLine("--from", "no time such as");
    reconcile(EXPORT, "--dry-run", "--margin", "long").inOneLine("--margin", "no time such as");
    reconcile(EXPORT, "--dry-run", "--column", "colour=x")
        .inOneLine("is none of client-request-id");
    reconcile(EXPORT, "--dry-run", "--column", "model=Modell").inOneLine("no column Modell");
    reconcile(EXPORT, "--dry-run", "--prices", "none.json").inOneLine("none.json");
  }

  @Test
  void aMarginInWhichACallMayBeUnderWayIsRefusedBeforeTheBrokerIsAsked() throws Exception {
    Files.writeString(csv, EXPORT);
    String[] command = {"cost", "reconcile", csv.toString(), "--bootstrap", "127.0.0.1:1"};
    Commands.Said said =
        Commands.run(
            Stream.concat(Stream.of(command), Stream.of("--margin", "69 s"))
                .toArray(String[]::new));
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine("--margin 69 s: the least is 70 s", "vedette.ask.deadline (10 s)");
    said =
        Commands.run(
            Stream.concat(
                    Stream.of(command),
                    Stream.of("--margin", "90 s", "-D", "vedette.ask.deadline=40 s"))
                .toArray(String[]::new));
    said.inOneLine("--margin 90 s: the least is 100 s");
  }

  @Test
  void anEmptyLedgerExplainsNothingAndIsRefused() throws Exception {
    Files.writeString(ledger, "");
    Commands.Said said = reconcile(EXPORT, "--dry-run");
    assertThat(said.code()).isEqualTo(1);
    said.inOneLine("the ledger has no calls");
  }
}
