package dev.vedette.djl;

import static dev.vedette.djl.CameraEvents.golden;
import static dev.vedette.djl.CameraEvents.jpeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.djl.artefact.GateArtefactException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EditionTest {
  private static final GateSource PERSON =
      GateSource.of(GateCopy.PERSON.toString()).withVariant("float32").withMaxBatch(4);
  private static final GateSource FACE = GateSource.of(GateCopy.ORIGINAL.toString());

  private static EmbeddedGate gate;
  private static Event astronaut;

  @BeforeAll
  static void open() throws Exception {
    gate = EmbeddedGates.open(PERSON);
    astronaut = jpeg(golden("astronaut.jpg"));
  }

  @AfterAll
  static void close() {
    gate.close();
  }

  @Test
  void withoutOneTheArtefactSpeaksForItself() {
    assertThat(judge(gate).gate()).isEqualTo("person@1.1.0").isEqualTo(gate.name());
    assertThat(gate.thresholds()).isEqualTo(Thresholds.of(0.46));
    assertThat(gate.head()).map(Head::features).contains(192);
    assertThat(gate.artefactId()).hasSize(64);
  }

  @Test
  void itsHeadJudgesAndItsVersionStandsInJudgements() throws Exception {
    try (EmbeddedGate never = open(new Edition("1.1.1", saying(-4), null))) {
      Judgement judgement = judge(never);

      assertThat(judgement.gate()).isEqualTo("person@1.1.1").isEqualTo(never.name());
      assertThat(judgement.score()).isCloseTo(1 / (1 + Math.exp(4)), within(1e-6));
      assertThat(judgement.positive()).isFalse();
      assertThat(never.manifest().gate()).isEqualTo("person@1.1.0");
    }
  }

  @Test
  void itSharesTheNetworkAndNothingIsTriedAgain() throws Exception {
    int before = SharedGates.OF_THIS_PROCESS.size();

    try (GateSession first = EmbeddedGates.openSession(PERSON);
        EmbeddedGate other = open(new Edition("2", saying(0), Thresholds.of(0.4)));
        GateSession second = EmbeddedGates.openSession(PERSON)) {
      assertThat(SharedGates.OF_THIS_PROCESS.size()).isEqualTo(before);
      assertThat(second.shared()).isSameAs(first.shared());
      assertThat(judge(other).score()).isCloseTo(0.5, within(1e-6));
      assertThat(judge(gate).score()).isGreaterThan(0.9);
    }
  }

  @Test
  void thresholdsAreByDeviceClass() throws Exception {
    Head even = saying(0);
    var strict = new Thresholds(0.4, Map.of("door", 0.6));
    var lenient = new Thresholds(0.6, Map.of("door", 0.4));

    try (EmbeddedGate one = open(new Edition("2", even, strict));
        EmbeddedGate two = open(new Edition("3", even.withThresholds(lenient), null))) {
      assertThat(judge(one).positive()).isFalse();
      assertThat(judge(two).positive()).isTrue();
    }
  }

  @Test
  void theJobsThresholdCountsMoreThanAllOthers() throws Exception {
    var strict = new Thresholds(0.9, Map.of("door", 0.9));

    try (EmbeddedGate ofTheJob =
        open(PERSON.withThreshold(0.3), new Edition("2", saying(0), strict))) {
      assertThat(ofTheJob.thresholds()).isEqualTo(Thresholds.of(0.3));
      assertThat(judge(ofTheJob).positive()).isTrue();
    }
  }

  @Test
  void thresholdsAloneLeaveTheHeadAsItIs() throws Exception {
    try (EmbeddedGate strict = open(new Edition("2", null, Thresholds.of(1)))) {
      assertThat(strict.head()).isEqualTo(gate.head());
      assertThat(judge(strict).score()).isEqualTo(judge(gate).score());
      assertThat(judge(strict).positive()).isFalse();
    }
  }

  @Test
  void aHeadOfAnotherSizeIsRefusedAndLeavesNothingBehind() {
    int before = SharedGates.OF_THIS_PROCESS.size();
    var small = new Head(new double[3], 0, 1, 0, 0, Thresholds.of(0.5));

    assertThatThrownBy(() -> open(new Edition("2", small, null)))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("has 192 features, but the head of edition 2 weighs 3");
    assertThat(SharedGates.OF_THIS_PROCESS.size()).isEqualTo(before);
  }

  @Test
  void aGateWithItsScoreInTheGraphTakesNoHead() {
    assertThatThrownBy(() -> open(FACE, new Edition("2", saying(0), null)))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("has its score in the graph, but edition 2 brings a head");
  }

  @Test
  void aGateWithItsScoreInTheGraphTakesThresholds() throws Exception {
    try (EmbeddedGate strict =
        open(FACE.withVariant("float32"), new Edition("2", null, Thresholds.of(0.99)))) {
      assertThat(judge(strict).gate()).isEqualTo("face@2");
      assertThat(judge(strict).positive()).isFalse();
      assertThat(strict.head()).isEmpty();
    }
  }

  @Test
  void whatAHeadWeighsCanBeHadForTeaching() throws Exception {
    try (GateSession session = EmbeddedGates.openSession(PERSON)) {
      ByteBuffer batch = session.newBatch(2);
      byte[] file = astronaut.picture().bytes();
      for (int i = 0; i < 2; i++) {
        session.decode(file, session.ratioFor(512, 512), batch);
      }
      int size = session.manifest().outputs().features().size();
      float[] features = new float[2 * size];
      float[] priors = new float[2];

      session.features(batch, 2, features, priors);

      double score = gate.head().orElseThrow().score(features, size, priors[1]);
      assertThat(score).isCloseTo(judge(gate).score(), within(1e-3));
    }
  }

  @Test
  void aNetworkThatIsInMemoryNeedsNoFiles() throws Exception {
    GateSource nowhere = PERSON.at("/no/such/folder");

    try (EmbeddedGate another =
        EmbeddedGates.openAnother(gate.artefactId(), nowhere).orElseThrow()) {
      assertThat(judge(another)).isEqualTo(judge(gate));
    }
    assertThat(EmbeddedGates.openAnother("0".repeat(64), nowhere)).isEmpty();
    assertThat(EmbeddedGates.openAnother(gate.artefactId(), nowhere.withVariant("int8-onnx")))
        .as("the network of another variant")
        .isEmpty();
  }

  @Test
  void aNetworkThatWasClosedIsNotInMemory() throws Exception {
    EmbeddedGate closed = EmbeddedGates.open(FACE.withVariant("float32"));
    closed.close();

    assertThat(EmbeddedGates.openAnother(closed.artefactId(), FACE.withVariant("float32")))
        .isEmpty();
    assertThatThrownBy(() -> closed.inEdition(new Edition("2", null, null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody holds this gate");
  }

  @Test
  void aVersionIsAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edition("1 beta", null, null))
        .withMessage("an edition's version is not a name: '1 beta'");
  }

  /** A head that gives everything this logit. */
  private static Head saying(double logit) {
    return new Head(new double[192], logit, 10, 0, 0, Thresholds.of(0.5));
  }

  private static EmbeddedGate open(Edition edition) throws Exception {
    return open(PERSON, edition);
  }

  private static EmbeddedGate open(GateSource source, Edition edition) throws Exception {
    try (EmbeddedGate base = EmbeddedGates.open(source)) {
      return base.inEdition(edition);
    }
  }

  private static Judgement judge(EmbeddedGate gate) {
    return (Judgement) gate.judge(List.of(astronaut)).get(0);
  }
}
