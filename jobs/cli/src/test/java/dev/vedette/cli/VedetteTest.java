package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class VedetteTest {
  private Commands.Said said = new Commands.Said(0, "", "");

  private int vedette(String... args) {
    said = Commands.run(args);
    return said.code();
  }

  private void saidInOneLine(String... parts) {
    said.inOneLine(parts);
  }

  static Stream<String> commands() {
    return names(Vedette.commandLine());
  }

  /** Those of ours, so without 'help', which is picocli's. */
  private static Stream<String> names(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec().qualifiedName()),
        command.getSubcommands().values().stream()
            .filter(below -> !(below.getCommand() instanceof CommandLine.HelpCommand))
            .flatMap(VedetteTest::names));
  }

  @Test
  void theseAreTheCommands() {
    assertThat(commands())
        .containsExactlyInAnyOrder(
            "vedette",
            "vedette quickstart",
            "vedette matrix",
            "vedette run",
            "vedette produce",
            "vedette topics",
            "vedette topics create",
            "vedette verdicts",
            "vedette verdicts tail",
            "vedette dead-letters",
            "vedette dead-letters list",
            "vedette dead-letters show",
            "vedette dead-letters replay",
            "vedette audit",
            "vedette audit report",
            "vedette control",
            "vedette control show",
            "vedette control set",
            "vedette control clear",
            "vedette control budget",
            "vedette control budget show",
            "vedette control budget set",
            "vedette control budget clear",
            "vedette watch",
            "vedette watch show",
            "vedette prices",
            "vedette prices show",
            "vedette prices update",
            "vedette cost",
            "vedette cost report",
            "vedette cost project",
            "vedette cost reconcile",
            "vedette cost export",
            "vedette gate",
            "vedette gate list",
            "vedette gate inspect",
            "vedette gate verify",
            "vedette gate bench",
            "vedette gate teach",
            "vedette gate keys",
            "vedette gate sign",
            "vedette gate release",
            "vedette gate rollback",
            "vedette gate status");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(String command) {
    String[] args = (command + " --help").substring("vedette ".length()).split(" ", -1);

    assertThat(vedette(args)).isZero();
    assertThat(said.out()).contains("Usage: " + command + " ");
    String examples = said.out().substring(said.out().indexOf("Examples:"));
    assertThat(examples.lines().skip(1)).anyMatch(line -> line.contains(command + " "));
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(vedette("--version")).isZero();
    assertThat(said.out()).containsPattern("vedette \\d+\\.\\d+");
  }

  @Test
  void noCommandIsAMistake() {
    assertThat(vedette()).isEqualTo(2);
    saidInOneLine("which command?", "vedette --help");
  }

  @Test
  void theGroupsNameTheirCommands() {
    assertThat(vedette("gate")).isEqualTo(2);
    saidInOneLine("which command?", "list", "teach", "vedette gate --help");
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThat(vedette("quickstart", "--evnets", "5")).isEqualTo(2);
    saidInOneLine("--evnets", "vedette quickstart --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart --input", "produce --bootstrap 127.0.0.1:1"})
  void aPictureThatIsTooLargeIsNamedBeforeAnythingStarts(String command, @TempDir Path folder)
      throws Exception {
    byte[] coffee;
    try (InputStream picture =
        getClass().getResourceAsStream("/dev/vedette/simulators/devices/pictures/coffee.jpg")) {
      coffee = picture.readAllBytes();
    }
    Files.write(folder.resolve("small.jpg"), coffee);
    Path large = Files.write(folder.resolve("large.jpg"), Arrays.copyOf(coffee, 4_194_305));

    assertThat(vedette((command + " " + folder).split(" ", -1))).isEqualTo(1);
    saidInOneLine(large + ": 4194305 bytes as a JPEG, at most 4194304 are read: scale it down");
    assertThat(said.out()).isEmpty();
  }

  @Test
  void aConfigurationFileThatIsNotThereIsNamed() {
    assertThat(vedette("run", "--config", "none.yaml")).isEqualTo(2);
    saidInOneLine("none.yaml");
  }

  @Test
  void aConfigurationThatCannotBeReadIsToldInOneLine(@TempDir Path folder) throws Exception {
    assertThat(vedette("run", "--config", folder.toString())).isEqualTo(2);
    saidInOneLine(folder.toString(), "is a folder");

    Path broken = Files.writeString(folder.resolve("b.yaml"), "a:\n  - b\n c: [\n");
    assertThat(vedette("run", "--config", broken.toString())).isEqualTo(2);
    saidInOneLine("b.yaml is not YAML", "line 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other", "..", "a/b", "/tmp/x", ""})
  void aDeploymentKeepsItsStateBelowTheFolderForIt(String name) {
    assertThat(vedette("run", "--bootstrap", "127.0.0.1:1", "-Dvedette.deployment=" + name))
        .isEqualTo(2);
    saidInOneLine("vedette.deployment");
  }

  @Test
  void anUnknownOptionOfTheJobIsNamed() {
    assertThat(vedette("run", "--bootstrap", "127.0.0.1:1", "-Dvedette.episode.quit-gap=1s"))
        .isEqualTo(2);
    saidInOneLine("vedette.episode.quit-gap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "topics create", "produce x.csv"})
  void aBrokerHasToBeNamed(String command) {
    assertThat(vedette(command.split(" ", -1))).isEqualTo(2);
    saidInOneLine("--bootstrap");
  }

  @Test
  void aFileThatTheConfigurationNamesHasToBeThere(@TempDir Path folder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("v.yaml"),
            "vedette:\n  kafka:\n    bootstrap: 127.0.0.1:1\n    password-file: /none/password\n");

    assertThat(vedette("topics", "create", "--config", config.toString())).isEqualTo(1);
    saidInOneLine("/none/password", "vedette.kafka.password-file");
  }

  @Test
  void aBrokerThatIsAwayIsNamed() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(vedette("topics", "create", "--bootstrap", "127.0.0.1:" + port)).isEqualTo(1);
    saidInOneLine("no broker answers at 127.0.0.1:" + port);
  }

  @Test
  void aBadLineIsFoundBeforeTheBrokerIsAsked(@TempDir Path folder) throws Exception {
    Path csv = Files.writeString(folder.resolve("r.csv"), "a\n1\nx\n");

    assertThat(vedette("produce", csv.toString(), "--bootstrap", "127.0.0.1:1")).isEqualTo(1);
    saidInOneLine("r.csv, line 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vedette.provider.dialect=german",
        "vedette.provider.answer-format=xml",
        "vedette.ask.calls=0",
        "vedette.provider.price.input=cheap",
      })
  void aWrongValueIsFoundBeforeTheBrokerIsAsked(String option) {
    assertThat(runWith(option)).isEqualTo(2);
    saidInOneLine(option.substring(0, option.indexOf('=')));
  }

  @Test
  void aRuleThatCannotBeKeptIsFoundBeforeTheBrokerIsAsked(@TempDir Path folder) throws Exception {
    Path rules = folder.resolve("watch.json");
    Files.writeString(rules, "{\"rules\": [{\"device\": [\"cam-7\"]}]}");
    assertThat(runWith("vedette.watch.rules=" + rules)).isEqualTo(2);
    saidInOneLine("vedette.watch.rules", rules.toString(), "rules[0]: unknown field 'device'");
  }

  @Test
  void promptsThatCannotBeUsedAreFoundBeforeTheBrokerIsAsked(@TempDir Path folder)
      throws Exception {
    Path hint = Files.writeString(folder.resolve("hint.txt"), "look closely");

    assertThat(runWith("vedette.ask.prompts=" + folder)).isEqualTo(2);
    saidInOneLine("vedette.ask.prompts", hint + " is no template");
  }

  @Test
  void aFolderOfPromptsThatIsNotThereIsNamed() {
    assertThat(runWith("vedette.ask.prompts=/none")).isEqualTo(1);
    saidInOneLine("vedette.ask.prompts", "/none");
  }

  /** Of a job that is right but for this option, and whose broker is away. */
  private int runWith(String option) {
    List<String> words = new ArrayList<>(List.of("run", "--bootstrap", "127.0.0.1:1"));
    for (String sound :
        List.of(
            "vedette.provider.url=http://127.0.0.1:1/v1",
            "vedette.provider.model=m",
            "vedette.provider.price.input=1",
            "vedette.provider.price.output=1",
            option)) {
      words.addAll(List.of("-D", sound));
    }
    return vedette(words.toArray(String[]::new));
  }
}
