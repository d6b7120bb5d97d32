package dev.vedette.cli.matrix;

import static dev.vedette.cli.matrix.Replays.at;
import static dev.vedette.cli.matrix.Replays.cloud;
import static dev.vedette.cli.matrix.Replays.edge;
import static dev.vedette.cli.matrix.Replays.words;
import static dev.vedette.core.brain.Opinion.CONFIRMED;
import static dev.vedette.core.brain.Opinion.DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.control.Mode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final long APART = 10;

  /** Two visits, of which the gate sees the first one's second event. */
  private static final Map<Place, Word> ASKED_ABOUT_ALL =
      words(
          at(1), cloud(false, CONFIRMED),
          at(2), cloud(true, CONFIRMED),
          at(3), cloud(true, CONFIRMED),
          at(20), cloud(false, DENIED),
          at(40), cloud(false, CONFIRMED),
          at(41), cloud(false, CONFIRMED),
          at(60), cloud(true, DENIED));

  private static Agreement of(Mode mode, Map<Place, Word> words) {
    return Agreement.between(
        Replays.of(mode, 70, words), Replays.of(Mode.CLOUD, 70, ASKED_ABOUT_ALL), APART);
  }

  @Test
  void whatFollowsSoonIsTheSameVisit() {
    assertThat(Visit.in(ASKED_ABOUT_ALL, APART))
        .containsExactly(new Visit("camera-01", 1, 3), new Visit("camera-01", 40, 41));
    assertThat(Visit.in(ASKED_ABOUT_ALL, 50)).containsExactly(new Visit("camera-01", 1, 41));
    assertThat(Visit.in(words(at(1), edge(true)), APART)).isEmpty();
  }

  @Test
  void aVisitIsMissedWhereNobodyIsToldOfItWhileItLasts() {
    Agreement agreement = of(Mode.EDGE, words(at(2), edge(true), at(60), edge(true)));

    assertThat(agreement.missedVisits()).isEqualTo(Share.of(1, 2));
    assertThat(agreement.missedEvents()).isEqualTo(Share.of(3, 5));
    assertThat(agreement.falseAlarms()).isEqualTo(Share.of(1, 2));
  }

  @Test
  void whatTheCloudDeniesIsNoAlarm() {
    Agreement agreement =
        of(Mode.HYBRID, words(at(2), cloud(true, CONFIRMED), at(60), cloud(true, DENIED)));

    assertThat(agreement.missedVisits()).isEqualTo(Share.of(1, 2));
    assertThat(agreement.falseAlarms()).isEqualTo(Share.of(0, 1));
    assertThat(of(Mode.HYBRID, words(at(2), cloud(true, DENIED))).missedVisits())
        .isEqualTo(Share.of(2, 2));
  }

  @Test
  void whatTheCloudHasNotAnsweredIsNotCompared() {
    var partly = words(at(1), cloud(true, CONFIRMED), at(30), edge(true));
    Agreement agreement =
        Agreement.between(
            Replays.of(Mode.EDGE, 40, words(at(30), edge(true))),
            Replays.of(Mode.CLOUD, 40, partly),
            APART);

    assertThat(agreement.falseAlarms()).isEqualTo(Share.of(0, 0));
    assertThat(agreement.missedVisits()).isEqualTo(Share.of(1, 1));
  }

  @Test
  void roundsAreAddedUp() {
    Agreement one = of(Mode.EDGE, words(at(2), edge(true)));

    assertThat(Agreement.NOTHING.plus(one).plus(one).missedVisits()).isEqualTo(Share.of(2, 4));
  }

  @Test
  void withTheNetworkCutAnAnswerIsInTimeUntilTheDeadline() {
    var late = new Word(0, 10_000_001, 10_000_001, true, true, null);
    Replay replay =
        Replays.of(Mode.CLOUD, 5, words(at(1), edge(false), at(2), late, at(3), edge(true)));
    CutResult cut = CutResult.of(replay, 10_000_000);

    assertThat(cut.inTime()).isEqualTo(Share.of(4, 5));
    assertThat(cut.byCloud()).isEqualTo(Share.of(0, 5));
    assertThat(cut.unanswered()).isEqualTo(Share.of(3, 3));
    assertThat(cut.firstMillis().p99()).isEqualTo(10_000.001);
  }
}
