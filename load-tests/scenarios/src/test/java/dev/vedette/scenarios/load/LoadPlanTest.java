package dev.vedette.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
  private static final LoadPlan.Defaults DEFAULTS = new Steady().defaults();

  private static LoadPlan parse(String... args) throws WrongCommandException {
    return LoadPlan.parse(DEFAULTS, List.of(args));
  }

  private static void refused(String message, String... args) {
    assertThatExceptionOfType(WrongCommandException.class)
        .isThrownBy(() -> parse(args))
        .withMessageStartingWith(message);
  }

  @Test
  void whatIsNotSaidIsTheScenarios() throws WrongCommandException {
    LoadPlan plan = parse();
    assertThat(plan.length()).isEqualTo(Duration.ofMinutes(5));
    assertThat(plan.rate()).isEqualTo(new Rate(0.5, true));
    assertThat(plan.out()).isNull();
    assertThat(plan.unpinned()).isFalse();
  }

  @Test
  void whatIsSaidCounts() throws WrongCommandException {
    LoadPlan plan =
        parse(
            "--minutes",
            "0.5",
            "--rate",
            "120",
            "--warm-up",
            "7",
            "--times",
            "3",
            "--seed",
            "9",
            "--budget-usd",
            "2.5",
            "--out",
            "here",
            "--unpinned",
            "-Dexecution.checkpointing.interval=1 s");
    assertThat(plan)
        .isEqualTo(
            new LoadPlan(
                "steady",
                Duration.ofSeconds(30),
                new Rate(120, false),
                Duration.ofSeconds(7),
                3,
                9,
                2.5,
                Path.of("here"),
                true,
                Map.of("execution.checkpointing.interval", "1 s")));
  }

  @Test
  void aShareIsOfTheMaximum() throws WrongCommandException {
    assertThat(parse("--rate", "70%").rate().of(1_000)).isEqualTo(700);
    assertThat(parse("--rate", "70").rate().of(1_000)).isEqualTo(70);
  }

  @Test
  void whatCannotBeMeantIsRefusedAndNamed() {
    refused("--rate is neither events a second", "--rate", "fast");
    refused("--rate is neither events a second", "--rate", "150%");
    refused("--rate is neither events a second", "--rate", "0");
    refused("--minutes is not a number: five", "--minutes", "five");
    refused("--minutes is not in 0.05..1440: 0", "--minutes", "0");
    refused("--minutes needs a value", "--minutes");
    refused("unknown argument: --secs; 'load-tests/run --help' lists them", "--secs", "5");
    refused("unknown argument: -Dx", "-Dx");
  }

  @Test
  void aScenarioNobodyKnowsIsRefusedWithThoseThereAre() {
    assertThatExceptionOfType(WrongCommandException.class)
        .isThrownBy(() -> Scenarios.named("stedy"))
        .withMessage(
            "unknown scenario: stedy; there are steady, burst, skew, outage, rolling-restart, soak,"
                + " scale, backpressure, kill, and capacity");
  }

  @Test
  void theHelpHasEachScenarioAndEachExitCode() {
    for (Scenario scenario : Scenarios.all()) {
      assertThat(Usage.text()).contains("  " + scenario.defaults().scenario() + " ");
    }
    for (ExitCode code : ExitCode.values()) {
      assertThat(Usage.text()).contains("  %d  %s".formatted(code.code(), code.meaning()));
    }
  }

  @Test
  void aCommandThatIsNotUnderstoodRunsNothing() throws Exception {
    assertThat(LoadRun.run(List.of())).isEqualTo(ExitCode.REFUSED);
    assertThat(LoadRun.run(List.of("stedy"))).isEqualTo(ExitCode.REFUSED);
    assertThat(LoadRun.run(List.of("steady", "--rate", "x"))).isEqualTo(ExitCode.REFUSED);
    assertThat(LoadRun.run(List.of("steady", "--help"))).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theExitCodeIsThatOfTheWorstFinding() {
    Finding figure = Finding.measured("p99", 3, "ms");
    Finding missed = Finding.atMost("caught up", 31, "s", 30);
    Finding lost = Finding.equal("received", 9, 10);
    assertThat(ExitCode.of(List.of(figure))).isEqualTo(ExitCode.DONE);
    assertThat(ExitCode.of(List.of(figure, missed)).code()).isEqualTo(3);
    assertThat(ExitCode.of(List.of(missed, lost, figure)).code()).isEqualTo(1);
  }

  @Test
  void aTimeThatNeverCameMissesItsTarget() {
    Finding never = Finding.atMost("caught up", Double.NaN, "s", 30);
    assertThat(never.met()).isFalse();
    assertThat(never.text()).isEqualTo("never");
    assertThat(never.value()).isNull();
  }

  @Test
  void eventsAreFoundByWhenTheyWereDue() {
    var sent = new SentEvents();
    for (long due : new long[] {10, 20, 30}) {
      assertThat(sent.due(sent.add(due))).isEqualTo(due);
    }
    assertThat(sent.countDue(10)).isZero();
    assertThat(sent.countDue(21)).isEqualTo(2);
    assertThat(SentEvents.number(SentEvents.id(2))).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sent.due(3))
        .withMessage("nobody sent this event: load-3");
  }
}
