package dev.vedette.djl;

import static dev.vedette.djl.CameraEvents.jpeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Judgement;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.Golden;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.artefact.WindowInput;
import dev.vedette.djl.choice.Host;
import dev.vedette.djl.choice.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every variant of every gate that comes with Vedette, through the gate as a job calls it. */
class ShippedGatesTest {
  static Stream<Arguments> cameraVariants() throws Exception {
    return Stream.of("face", "person").flatMap(ShippedGatesTest::variantsHere);
  }

  static Stream<Arguments> sensorVariants() throws Exception {
    return variantsHere("turbofan");
  }

  private static Stream<Arguments> variantsHere(String gate) {
    return artefact(gate).manifest().variants().stream()
        .filter(ShippedGatesTest::runsHere)
        .map(variant -> Arguments.of(gate, variant.name()));
  }

  private static boolean runsHere(Variant variant) {
    List<String> processors = variant.requires().arch();
    return processors.isEmpty() || processors.contains(Host.current().architecture());
  }

  @ParameterizedTest
  @ValueSource(strings = {"face", "person", "turbofan"})
  void everyVariantOfThisHostPassesItsTrial(String gate) throws Exception {
    List<Trial> trials = EmbeddedGates.test(location(gate));

    assertThat(trials)
        .extracting(Trial::variant)
        .containsExactlyElementsOf(
            artefact(gate).manifest().variants().stream().map(Variant::name).toList());
    for (int i = 0; i < trials.size(); i++) {
      if (runsHere(artefact(gate).manifest().variants().get(i))) {
        assertThat(trials.get(i)).isInstanceOf(Trial.Passed.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cameraVariants")
  void goldenPicturesScoreAsTheManifestSays(String name, String variant) throws Exception {
    Golden golden = artefact(name).manifest().golden();
    List<Event> events = new ArrayList<>();
    for (Golden.Sample sample : golden.pictures()) {
      events.add(jpeg(Files.readAllBytes(folder(name).resolve(sample.file()))));
    }
    try (EmbeddedGate gate =
        EmbeddedGates.open(GateSource.of(location(name)).withVariant(variant))) {
      assertThat(gate.windows()).isEmpty();

      List<Finding> findings = gate.judge(events);

      for (int i = 0; i < findings.size(); i++) {
        var judgement = (Judgement) findings.get(i);
        double wanted = golden.pictures().get(i).score().get(variant);
        assertThat(judgement.gate()).isEqualTo(gate.manifest().gate());
        assertThat(judgement.variant()).isEqualTo(variant);
        assertThat(judgement.score()).isCloseTo(wanted, within(golden.toleranceOf(variant)));
        assertThat(judgement.positive()).isEqualTo(judgement.score() >= gate.thresholds().usual());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sensorVariants")
  void goldenWindowsScoreAsTheFileSays(String name, String variant) throws Exception {
    GateArtefact artefact = artefact(name);
    Golden golden = artefact.manifest().golden();
    List<Double> wanted =
        artefact.goldenAnswers(artefact.manifest().variant(variant).orElseThrow()).scores();
    try (EmbeddedGate gate =
        EmbeddedGates.open(GateSource.of(location(name)).withVariant(variant))) {
      assertThat(gate.windows()).isPresent();

      List<Finding> findings = gate.judge(SensorEvents.goldenWindows());

      assertThat(findings).hasSize(wanted.size());
      for (int i = 0; i < findings.size(); i++) {
        var judgement = (Judgement) findings.get(i);
        assertThat(judgement.label()).isEqualTo("failing");
        assertThat(judgement.score()).isCloseTo(wanted.get(i), within(golden.toleranceOf(variant)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"person", "turbofan"})
  void allVariantsOfAllEnginesAreOnOneLadder(String name) throws Exception {
    try (EmbeddedGate gate = EmbeddedGates.open(GateSource.of(location(name)))) {
      if (Host.current().architecture().equals("x86_64")) {
        assertThat(gate.refusals()).isEmpty();
      }
      List<Event> events = name.equals("person") ? goldenPictures() : SensorEvents.goldenWindows();

      for (int size = 1; size <= events.size(); size++) {
        for (Finding finding : gate.judge(events.subList(0, size))) {
          assertThat(((Judgement) finding).variant()).isEqualTo(gate.ladder().variantFor(size));
        }
      }
    }
  }

  @Test
  void aSensorGateSaysHowToMakeItsWindowsWithoutAnEngine() throws Exception {
    WindowInput windows = EmbeddedGates.windowInput("classpath:gates/turbofan");

    assertThat(windows.samples()).isEqualTo(30);
    assertThat(windows.slide()).isEqualTo(1);
    assertThat(windows.channelNames()).hasSize(14).startsWith("T24", "T30");
    assertThat(windows.gap().mostFilled()).isEqualTo(15);
  }

  private static List<Event> goldenPictures() throws Exception {
    List<Event> events = new ArrayList<>();
    for (String file : List.of("astronaut.jpg", "chelsea.jpg", "coffee.jpg")) {
      events.add(jpeg(Files.readAllBytes(folder("person").resolve("golden").resolve(file))));
    }
    return events;
  }

  private static Path folder(String gate) {
    return GateCopy.ORIGINAL.resolveSibling(gate);
  }

  private static String location(String gate) {
    return folder(gate).toString();
  }

  private static GateArtefact artefact(String gate) {
    try {
      return GateArtefact.read(location(gate));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
