package dev.vedette.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.core.learning.Comparison.Word;
import dev.vedette.core.learning.ThresholdRule.GreatestF1;
import dev.vedette.core.learning.ThresholdRule.MostFalsePositives;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeacherTest {
  private static final TeachingPlan FIVE_PERCENT = Site.plan(new MostFalsePositives(0.05));

  private static Lesson lesson(LabelledEvents events, Head inService, TeachingPlan plan)
      throws UnfitEventsException {
    return new Teacher(events, inService, inService.thresholds().usual(), plan).head();
  }

  @Test
  void whatTheFeaturesKnowIsLearntAndSaidToBeBetter() throws Exception {
    LabelledEvents events = new Site(8, 1).apart(0.8).events(400, 600);

    Lesson lesson = lesson(events, Site.headOf(8), FIVE_PERCENT);

    assertThat(lesson.comparison().ranking()).isEqualTo(Word.BETTER);
    assertThat(lesson.comparison().areaGain()).isGreaterThan(0.1);
    assertThat(lesson.comparison().candidate().area()).isGreaterThan(0.9);
    assertThat(lesson.comparison().candidate().hits().falsePositiveRate())
        .isEqualTo(0.05, within(0.03));
    assertThat(lesson.head().thresholds()).isEqualTo(Thresholds.of(lesson.threshold()));
    assertThat(lesson.doubts()).isEmpty();
  }

  @Test
  void noiseIsHardlyEverTakenForALesson() throws Exception {
    // Many features, few events: judged on what it was fitted to, such a head looks perfect. The
    // word is one of statistics, so that it is wrong now and then; always of the same sites here.
    int better = 0;
    for (int seed = 0; seed < 40; seed++) {
      LabelledEvents events = new Site(60, seed).apart(0).events(60, 60);

      Lesson lesson = lesson(events, Site.headOf(60), FIVE_PERCENT);

      assertThat(lesson.comparison().candidate().area()).as("site %d", seed).isBetween(0.4, 0.95);
      better += lesson.comparison().word() == Word.BETTER ? 1 : 0;
    }
    assertThat(better).as("of 40 sites").isLessThanOrEqualTo(2);
  }

  @Test
  void knowingASceneIsNotKnowingTheClass() throws Exception {
    // Scenes are told apart with ease, but say nothing of other scenes of their class. Twenty of
    // them may lie so that they seem to; always at the same sites here.
    double sum = 0;
    int sites = 20;
    for (int seed = 0; seed < sites; seed++) {
      LabelledEvents events =
          new Site(40, seed).apart(0).priorApart(0).scenesOf(20).events(200, 200);
      int[] alone = new int[events.size()];
      for (int i = 0; i < alone.length; i++) {
        alone[i] = i;
      }
      var leaking =
          new LabelledEvents(events.features(), 40, events.priors(), events.positive(), alone);

      sum += areaOf(events);
      assertThat(areaOf(leaking)).as("site %d", seed).isGreaterThan(0.95);
    }
    assertThat(sum / sites).isEqualTo(0.5, within(0.1));
  }

  private static double areaOf(LabelledEvents events) throws Exception {
    return lesson(events, Site.headOf(40), FIVE_PERCENT).comparison().candidate().area();
  }

  @Test
  void theSameSeedGivesTheSameLesson() throws Exception {
    LabelledEvents events = new Site(5, 4).events(80, 90);

    Lesson lesson = lesson(events, Site.headOf(5), FIVE_PERCENT);

    assertThat(lesson(events, Site.headOf(5), FIVE_PERCENT)).isEqualTo(lesson);
  }

  @Test
  void betweenEqualsADifferenceIsSeldomSeen() throws Exception {
    TeachingPlan plan = Site.plan(new GreatestF1());
    Head first = lesson(new Site(5, 4).apart(1).events(200, 200), Site.headOf(5), plan).head();
    int seen = 0;
    for (int seed = 100; seed < 140; seed++) {
      LabelledEvents others = new Site(5, seed).apart(1).events(200, 200);
      seen += lesson(others, first, plan).comparison().word() == Word.NO_DIFFERENCE ? 0 : 1;
    }
    assertThat(seen).isLessThanOrEqualTo(5);
  }

  @Test
  void aHeadThatIsWorseIsSaidToBe() throws Exception {
    // What is in service knows the truth of a site of which few events are labelled.
    LabelledEvents events = new Site(50, 6).apart(0.4).priorApart(0).events(60, 60);
    double[] right = new double[50];
    Arrays.fill(right, 0.4);
    var inService = new Head(right, 0, 30, 1, 0, Thresholds.of(0.5));

    Comparison comparison =
        lesson(events, inService, Site.plan(new MostFalsePositives(0))).comparison();

    assertThat(comparison.word()).isEqualTo(Word.WORSE);
    assertThat(comparison.wronged()).isGreaterThan(comparison.righted());
    assertThat(comparison.disagreements()).isEqualTo(comparison.righted() + comparison.wronged());
  }

  @Test
  void aClassOfDevicesCanHaveAThresholdOfItsOwn() throws Exception {
    LabelledEvents events = new Site(2, 6).priorApart(3).events(100, 300);
    var inService = new Head(new double[2], 0, 4, 1, 0, new Thresholds(0.1, Map.of("yard", 0.2)));
    var teacher = new Teacher(events, inService, 0.1, FIVE_PERCENT);

    Lesson lesson = teacher.threshold("door");

    assertThat(lesson.penalty()).isNull();
    assertThat(lesson.head().weights()).isEqualTo(inService.weights());
    assertThat(lesson.head().thresholds())
        .isEqualTo(new Thresholds(0.1, Map.of("yard", 0.2, "door", lesson.threshold())));
    assertThat(lesson.comparison().areaGain()).isZero();
    assertThat(lesson.comparison().decisions()).isEqualTo(Word.BETTER);
  }

  @Test
  void aMissingClassIsToldWithTheRemedy() {
    assertThatThrownBy(() -> lesson(new Site(1, 1).events(0, 30), Site.headOf(1), FIVE_PERCENT))
        .isInstanceOf(UnfitEventsException.class)
        .hasMessage(
            "all events are negative: what sets them apart can be learnt only beside positive ones");
    assertThatThrownBy(() -> lesson(new Site(1, 1).events(30, 9), Site.headOf(1), FIVE_PERCENT))
        .hasMessage("too few negative events, 9: label 10 at least, better 100");
  }

  @Test
  void fewEventsRaiseDoubts() throws Exception {
    LabelledEvents events = new Site(1, 1).events(20, 60);

    assertThat(lesson(events, Site.headOf(1), Site.plan(new MostFalsePositives(0.01))).doubts())
        .containsExactly(
            "20 positive events say little about the recall; label 100 or more.",
            "60 negative events say little about the false positive rate; label 100 or more.",
            "A false positive rate of 0.01 cannot be told from 0 with 60 negative events; 100 are"
                + " needed at least.");
  }

  @Test
  void eventsThatNoNetworkPutsOutAreRefused() {
    float[] features = {1, 2, Float.NaN, 4};

    assertThatThrownBy(
            () -> new LabelledEvents(features, 2, new float[2], new boolean[2], new int[2]))
        .hasMessage("feature 0 of event 1 is NaN");
    assertThatThrownBy(
            () -> new LabelledEvents(features, 3, new float[2], new boolean[2], new int[2]))
        .hasMessage("4 features, not 6");
  }
}
