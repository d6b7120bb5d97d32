package dev.vedette.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SoakTest {
  private static final Soak.Lives LIVES = Soak.Lives.of(60, 720);

  @Test
  void valuesThatAreAllHigherBySoMuchAreSo() {
    Change change = Change.of(List.of(2.0, 2.0, 2.0));
    assertThat(change.mean()).isEqualTo(2);
    assertThat(change.low()).isEqualTo(2);
    assertThat(change.rises()).isTrue();
  }

  @Test
  void noiseIsNoChangeInNineteenOfTwenty() {
    var random = new SplittableRandom(1);
    int wrong = 0;
    for (int run = 0; run < 2_000; run++) {
      List<Double> noise = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        noise.add(random.nextGaussian());
      }
      Change change = Change.of(noise);
      wrong += change.low() > 0 || change.high() < 0 ? 1 : 0;
    }
    assertThat(wrong / 2_000.0).isCloseTo(0.05, within(0.015));
  }

  @Test
  void studentsTIsThatOfTheTables() {
    assertThat(Change.student(3)).isCloseTo(3.182, within(0.03));
    assertThat(Change.student(10)).isCloseTo(2.228, within(0.001));
    assertThat(Change.student(28)).isCloseTo(2.048, within(0.001));
  }

  @Test
  void memoryThatGrowsIsNotFlat() {
    List<Double> flat = new ArrayList<>();
    List<Double> growing = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      flat.add(1e9 + (i % 2) * 2e7);
      growing.add(1e9 + i * 1e7);
    }
    assertThat(Soak.flat("memory", flat, 0).met()).isTrue();
    assertThat(Soak.flat("memory", growing, 6).met()).isFalse();
  }

  @Test
  void stateThatGrowsFromLifeToLifeIsNotFlatAndOneThatIsForgottenByLivesIs() {
    List<Double> sawtooth = new ArrayList<>();
    List<Double> growing = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sawtooth.add(1e7 + i % 10 * 1e6);
      growing.add(1e7 + i % 10 * 1e6 + i * 2e5);
    }
    assertThat(Soak.flatOverLives(sawtooth, LIVES).met()).isTrue();
    assertThat(Soak.flatOverLives(growing, LIVES).met()).isFalse();
    assertThat(Soak.flatOverLives(sawtooth.subList(0, 20), LIVES).met()).isFalse();
  }

  @Test
  void whatIsRememberedIsTheLifeUnderWayAndTheOneBefore() {
    Duration life = Duration.ofMinutes(10);
    assertThat(RememberedState.remembered(life, 100)).isEqualTo(100);
    assertThat(RememberedState.remembered(life, 600)).isEqualTo(600);
    assertThat(RememberedState.remembered(life, 1_199)).isEqualTo(1_199);
    assertThat(RememberedState.remembered(life, 1_200)).isEqualTo(600);
  }

  @Test
  void latencyThatGrowsFromLifeToLifeHasDriftAndOneThatFollowsWhatIsRememberedHasNot() {
    List<Double> sawtooth = new ArrayList<>();
    List<Double> growing = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double noise = i * 7 % 5;
      sawtooth.add(100 + i % 10 * 10 + noise);
      growing.add(100 + i % 10 * 10 + noise + i);
    }
    assertThat(Soak.withoutDrift(sawtooth, LIVES).met()).isTrue();
    assertThat(Soak.withoutDrift(growing, LIVES).met()).isFalse();
    assertThat(Soak.withoutDrift(sawtooth.subList(0, 27), LIVES).met()).isFalse();
    List<Double> noisy = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      noisy.add(i * 7 % 11 * 50.0);
    }
    assertThat(Soak.withoutDrift(noisy, LIVES).met()).as("it could hide any drift").isFalse();
    assertThat(Soak.withoutDrift(Collections.nCopies(30, Double.NaN), LIVES).met()).isFalse();
  }

  @Test
  void aPartOfARunIsAMinuteAndWhatIsLeftOfTheFillingDoesNotCount() {
    assertThat(LIVES).isEqualTo(new Soak.Lives(10, 8));
    assertThat(Soak.Lives.of(60, 1_200)).isEqualTo(new Soak.Lives(10, 0));
  }

  @Test
  void aJobHasCaughtUpWhenItsBacklogStaysAtItsLevel() {
    List<Sample> samples = new ArrayList<>();
    long[] backlogs = {5, 9, 4, 4, 300, 900, 500, 8, 60, 9, 3, 2};
    for (int i = 0; i < backlogs.length; i++) {
      samples.add(sample(i, backlogs[i]));
    }
    long level = CatchUp.level(samples, 2.5, 1);
    assertThat(level).isEqualTo(9);
    assertThat(CatchUp.seconds(samples, 2.5, 3, level)).isEqualTo(6.5);
    assertThat(CatchUp.seconds(samples.subList(0, 8), 2.5, 3, level)).isNaN();
  }

  @Test
  void aJobThatNeverStoodStillHasNothingToCatchUpWith() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      samples.add(sample(i, 3));
    }
    assertThat(CatchUp.seconds(samples, 2.5, 5, 9)).isZero();
    assertThat(CatchUp.seconds(samples, 2.5, Double.NaN, 9)).isNaN();
    assertThat(CatchUp.seconds(samples.subList(0, 14), 2.5, 5, 9)).isNaN();
  }

  @Test
  void whatIsUnderWayIsNoBacklog() {
    assertThat(CatchUp.level(List.of(sample(1, 3)), 2, 400)).isEqualTo(200);
  }

  @Test
  void whatAHypervisorTookIsToldForEachTenMinutes() {
    List<Sample> samples = new ArrayList<>();
    long stolen = 0;
    for (int second = 0; second <= 1_200; second++) {
      samples.add(new Sample(second, "", 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, stolen));
      stolen += second < 600 ? 2 : 30;
    }
    assertThat(Soak.stolen(samples).text()).isEqualTo("2.0, 30.0 ms a second");
  }

  private static Sample sample(double second, long backlog) {
    return new Sample(second, "", backlog, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
