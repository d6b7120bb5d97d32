package dev.vedette.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.scenarios.Spread;
import dev.vedette.simulators.provider.BookTotals;
import dev.vedette.simulators.provider.CallLimit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskingTest {
  @Test
  void goodputIsWhatWasAnsweredMeanwhileAndNotWhatWasRefused() {
    Asking asking = Asking.between(totals(100, 60, 40), totals(220, 160, 60), 10, 0.8, List.of());

    assertThat(asking.calls()).isEqualTo(120);
    assertThat(asking.answeredPerSecond()).isEqualTo(10);
    assertThat(asking.refused()).isEqualTo(20 / 120.0);
    assertThat(asking.inFlight()).isEqualTo(8);
  }

  @Test
  void aStretchWithoutCallsHasNothingRefused() {
    assertThat(Asking.between(totals(5, 5, 0), totals(5, 5, 0), 10, 1, List.of()).refused())
        .isZero();
  }

  @Test
  void anAnswerIsInTimeWhileItsEventIsAtMostTenSecondsOld() {
    Asking asking =
        Asking.between(totals(0, 0, 0), totals(4, 4, 0), 2, 1, List.of(0.8, 10.0, 10.1, 30.0));

    assertThat(asking.inTimePerSecond()).isEqualTo(1);
    assertThat(asking.ageSeconds()).isEqualTo(new Spread(10.05, 0.8, 30));
  }

  @Test
  void noTimeIsRefused() {
    assertThatThrownBy(() -> Asking.between(totals(0, 0, 0), totals(0, 0, 0), 0, 1, List.of()))
        .hasMessage("seconds is not above 0: 0.0");
  }

  @Test
  void aBarIsHeldAgainstTheMedianOfTheRatiosOfPairs() {
    var load = new PeerMlPredict.Load("any", 1000, new CallLimit(10, false), 100, 64, 1.5);

    var comparison =
        PeerMlPredict.comparison(
            load,
            List.of(answering(10), answering(9), answering(8)),
            List.of(answering(5), answering(6), answering(8)));

    assertThat(comparison.ratio().median()).isEqualTo(1.5);
    assertThat(comparison.isMet()).isTrue();
    assertThat(comparison.inTimeRatio().median()).isEqualTo((9 / 19.0) / (6 / 16.0));
    assertThat(new ObjectMapper().valueToTree(comparison).path("load").path("bar").asDouble())
        .isEqualTo(1.5);
  }

  @Test
  void aPeerWithoutAnyAnswerCountsAsIfItHadHadOne() {
    var load = new PeerMlPredict.Load("any", 1000, new CallLimit(10, true), 100, 64, 1.5);

    var comparison = PeerMlPredict.comparison(load, List.of(answering(9)), List.of(answering(0)));

    assertThat(comparison.ratio().median()).isEqualTo(90);
  }

  private static Asking answering(double perSecond) {
    return new Asking(10, 100, perSecond, 0, perSecond, perSecond / (perSecond + 10), null);
  }

  private static BookTotals totals(long calls, long answered, long refused) {
    return new BookTotals(calls, answered, Map.of(200, answered, 429, refused), 0, 0, 0, 0, 0);
  }
}
