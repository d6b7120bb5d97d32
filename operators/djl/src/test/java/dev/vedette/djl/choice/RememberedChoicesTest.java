package dev.vedette.djl.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.djl.GateCopy;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that goes by what an earlier one has found out. */
class RememberedChoicesTest {
  private static final Instant MADE = Instant.parse("2026-11-28T08:00:00Z");
  private static final Host HERE = new Host(Map.of("TF_ENABLE_ONEDNN_OPTS", "1"), "amd64", "one");
  private static final Choice FLOAT =
      new Choice(
          new Ladder(List.of(new Ladder.Step("float32", 1))),
          List.of(new Refusal("int8-onnx", Refusal.Reason.WRONG_OUTPUT, "scored 0.1", "wait")));

  @TempDir Path scratch;

  private GateCopy copy;
  private Path folder;
  private Instant now = MADE;

  @BeforeEach
  void copy() throws Exception {
    copy = GateCopy.into(scratch.resolve("face"));
    folder = scratch.resolve("choices");
  }

  @Test
  void whatWasChosenOfLateOnSuchAHostIsKnown() throws Exception {
    choices().remember(artefact(), HERE, FLOAT);
    now = MADE.plus(RememberedChoices.KEPT).minusMillis(1);

    assertThat(choices().recall(artefact(), HERE)).contains(FLOAT);
  }

  @Test
  void aDayLaterOrBeforeItWasMadeItIsNot() throws Exception {
    choices().remember(artefact(), HERE, FLOAT);

    now = MADE.plus(RememberedChoices.KEPT);
    assertThat(choices().recall(artefact(), HERE)).isEmpty();
    now = MADE.minus(Duration.ofMinutes(1));
    assertThat(choices().recall(artefact(), HERE)).isEmpty();
  }

  @Test
  void anotherProcessorOrAnotherEnvironmentOfTheEnginesHasAChoiceOfItsOwn() throws Exception {
    choices().remember(artefact(), HERE, FLOAT);

    assertThat(choices().recall(artefact(), new Host(HERE.environment(), "amd64", "two")))
        .isEmpty();
    assertThat(choices().recall(artefact(), new Host(Map.of(), "amd64", "one"))).isEmpty();
    assertThat(choices().recall(artefact(), with("PWD", "/home"))).isPresent();
  }

  private static Host with(String name, String value) {
    return new Host(Map.of("TF_ENABLE_ONEDNN_OPTS", "1", name, value), "amd64", "one");
  }

  @Test
  void anotherArtefactOfTheSameNameAndVersionHasAChoiceOfItsOwn() throws Exception {
    choices().remember(artefact(), HERE, FLOAT);
    copy.edit(manifest -> manifest.put("task", "another"));

    assertThat(choices().recall(artefact(), HERE)).isEmpty();
  }

  @Test
  void aFileThatIsCutOrChangedIsAChoiceOrNoneAndNoError() throws Exception {
    choices().remember(artefact(), HERE, FLOAT);
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    var random = new Random(6);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
      if (damaged.length > 0 && i % 2 == 0) {
        damaged = whole.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);

      choices().recall(artefact(), HERE);
    }
    Files.writeString(file, "{}");
    assertThat(choices().recall(artefact(), HERE)).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenCostsAStartNothing() throws Exception {
    Files.writeString(folder, "a file");

    choices().remember(artefact(), HERE, FLOAT);

    assertThat(choices().recall(artefact(), HERE)).isEmpty();
  }

  @Test
  void aStartAfterAnotherServesWithItsChoiceAndTriesNoOther() throws Exception {
    TensorFlowEngine.start();
    RememberedChoices.in(folder)
        .remember(artefact(), Host.current(), new Choice(FLOAT.ladder(), List.of()));

    try (ServingGate gate = load()) {
      assertThat(gate.ladder()).hasToString("float32");
      assertThat(gate.serving()).extracting(LoadedVariant::name).containsExactly("float32");
    }
  }

  @Test
  void whatGaveWrongAnswersIsTriedOnceMoreForTheEnginesMayBeOthers() throws Exception {
    TensorFlowEngine.start();
    var refused =
        new Choice(
            FLOAT.ladder(),
            List.of(new Refusal("int8-weights", Refusal.Reason.WRONG_OUTPUT, "0.1", "wait")));
    RememberedChoices.in(folder).remember(artefact(), Host.current(), refused);

    try (ServingGate gate = load()) {
      assertThat(gate.refusals()).extracting(Refusal::variant).doesNotContain("int8-weights");
    }
  }

  @Test
  void aChoiceThatLacksAPartIsNone() throws Exception {
    choices().remember(artefact(), HERE, FLOAT);
    String whole = Files.readString(onlyFile());
    for (String part :
        List.of("\"ladder\":", "\"refusals\":", "\"variant\":", "\"reason\":", "\"steps\":")) {
      Files.writeString(onlyFile(), whole.replace(part, part.replace(":", "x:null,\"y\":")));

      assertThat(choices().recall(artefact(), HERE)).as(part).isEmpty();
    }
  }

  @Test
  void theFirstStartLeavesItsChoiceToTheNext() throws Exception {
    TensorFlowEngine.start();
    try (ServingGate first = load()) {
      assertThat(RememberedChoices.in(folder).recall(artefact(), Host.current()))
          .contains(new Choice(first.ladder(), first.refusals()));
    }
  }

  @Test
  void ifWhatServedIsDamagedTheOthersAreTriedAgain() throws Exception {
    TensorFlowEngine.start();
    RememberedChoices.in(folder).remember(artefact(), Host.current(), FLOAT);
    copy.flip("float32/saved_model.pb");

    try (ServingGate gate = load()) {
      assertThat(gate.ladder().variants()).isNotEmpty().doesNotContain("float32");
      assertThat(gate.refusals()).extracting(Refusal::variant).contains("float32");
    }
  }

  @Test
  void whatWasDamagedAndIsMendedHasItsTurnAtTheNextStart() throws Exception {
    TensorFlowEngine.start();
    copy.flip("float32/saved_model.pb");
    load().close();
    copy.flip("float32/saved_model.pb");

    try (ServingGate gate = load()) {
      assertThat(gate.refusals()).extracting(Refusal::variant).doesNotContain("float32");
    }
  }

  @Test
  void aChoiceOfAVariantThatTheGateDoesNotHaveIsNone() throws Exception {
    TensorFlowEngine.start();
    var strange =
        new Choice(
            new Ladder(List.of(new Ladder.Step("float32", 1), new Ladder.Step("int4", 8))),
            List.of());
    RememberedChoices.in(folder).remember(artefact(), Host.current(), strange);

    try (ServingGate gate = load()) {
      assertThat(gate.ladder().variants()).doesNotContain("int4");
    }
  }

  private RememberedChoices choices() {
    return new RememberedChoices(folder, () -> now);
  }

  private GateArtefact artefact() throws Exception {
    return GateArtefact.read(copy.location());
  }

  private ServingGate load() throws Exception {
    return ServingGate.load(artefact(), null, Host.current(), RememberedChoices.in(folder));
  }

  private Path onlyFile() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().get(0);
    }
  }
}
