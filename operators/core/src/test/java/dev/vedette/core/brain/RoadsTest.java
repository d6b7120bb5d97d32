package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoadsTest {
  private final FakeRoad first = new FakeRoad(new FakeBrain(), 1);
  private final FakeRoad second = new FakeRoad(new FakeBrain("other"), 1);
  private final Roads roads = new Roads(List.of(first, second));

  @Test
  void aPlaceIsOnTheFirstRoadThatHasOne() {
    assertThat(placeOn()).isSameAs(first);
    assertThat(placeOn()).isSameAs(second);
    assertThat(roads.enter(question("e-1", NOON), Set.of()))
        .isEqualTo(new Entry.Refused(Reason.SATURATED));
  }

  @Test
  void aRoadThatWasTriedIsNotTakenAgain() {
    Entry entry = roads.enter(question("e-1", NOON), Set.of(first));
    assertThat(((Entry.Place) entry).road()).isSameAs(second);
    assertThat(roads.enter(question("e-1", NOON), Set.of(first, second)))
        .isInstanceOf(Entry.Refused.class);
    assertThat(first.permits.availablePermits()).isEqualTo(1);
  }

  @Test
  void aPictureThatMayNotLeaveFindsNoPlaceAndWhatHasNoneDoes() {
    var none =
        new Roads(
            List.of(first),
            new Discretion(new PicturePolicy(0, Map.of(), Duration.ZERO), WatchRules.NONE));
    Question asked = question("e-1", NOON);
    Question shown = asked.with(Evidence.of(new PreparedPicture(new byte[] {1}, 1, 1)));
    assertThat(none.enter(shown, Set.of())).isEqualTo(new Entry.Refused(Reason.PRIVACY));
    assertThat(first.permits.availablePermits()).isEqualTo(1);
    assertThat(none.enter(asked, Set.of())).isInstanceOf(Entry.Place.class);
  }

  @Test
  void theyAreClosedWhenAllAreAndForThePreferredOnesReason() {
    assertThat(roads.closed()).isEmpty();
    first.closed = Reason.BREAKER_OPEN;
    assertThat(roads.closed()).isEmpty();
    second.closed = Reason.RATE_LIMITED;
    assertThat(roads.closed()).contains(Reason.BREAKER_OPEN);
  }

  @Test
  void eachIsAsWideAsAllWhoAskWant() {
    roads.widen(4);
    roads.widen(-1);
    assertThat(first.widened).isEqualTo(3);
    assertThat(second.widened).isEqualTo(3);
  }

  @Test
  void closingClosesAll() {
    roads.close();
    assertThat(first.isClosed).isTrue();
    assertThat(second.isClosed).isTrue();
  }

  @Test
  void whatTheyHaveInCommonIsClosedBehindThemWhateverTheyThrow() {
    var closed = new ArrayList<Boolean>();
    var sharing =
        new Roads(List.of(first, second), Discretion.NONE, () -> closed.add(second.isClosed));
    first.onClose = new IllegalStateException("a bug");
    assertThatThrownBy(sharing::close).isSameAs(first.onClose);
    assertThat(closed).containsExactly(true);
  }

  @Test
  void withoutAnyThereIsNothingToAsk() {
    assertThatThrownBy(() -> new Roads(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private Road placeOn() {
    return ((Entry.Place) roads.enter(question("e-1", NOON), Set.of())).road();
  }
}
