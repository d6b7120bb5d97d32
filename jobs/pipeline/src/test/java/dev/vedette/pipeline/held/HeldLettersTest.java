package dev.vedette.pipeline.held;

import static dev.vedette.pipeline.held.SomeLetters.letter;
import static dev.vedette.pipeline.held.SomeLetters.letters;
import static dev.vedette.pipeline.held.SomeLetters.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetter;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldLettersTest {
  private static final int BYTES = 1000;
  private static final long ONE =
      new HeldLetters(HeldLetters.Bounds.USUAL).bytesOf(letter(0, BYTES));

  private final HeldLetters held = new HeldLetters(new HeldLetters.Bounds(2 * ONE, 4 * ONE, 10));

  @Test
  void theyAreTakenInTheOrderInWhichTheyCameAndHeldUntilTheyAreCommitted() {
    letters(0, 4, BYTES).forEach(held::add);
    assertThat(offsets(held.take(2 * ONE))).containsExactly(0L, 1L);
    assertThat(offsets(held.all())).containsExactly(0L, 1L, 2L, 3L);
    held.committed();
    assertThat(offsets(held.all())).containsExactly(2L, 3L);
    held.take(Long.MAX_VALUE);
    assertThat(held.areWaiting()).isFalse();
    held.committed();
    assertThat(held.all()).isEmpty();
    assertThat(held.bytes()).isZero();
  }

  @Test
  void oneIsTakenHoweverLargeItIs() {
    letters(0, 2, BYTES).forEach(held::add);
    assertThat(offsets(held.take(1))).containsExactly(0L);
    assertThat(held.take(2 * ONE)).hasSize(1);
    assertThat(held.take(1)).isEmpty();
  }

  @Test
  void whatComesWhileMuchWaitsIsThinnedAndWhatWaitsStaysWhole() {
    assertThat(held.add(letter(0, BYTES))).isFalse();
    assertThat(held.add(letter(1, BYTES))).isFalse();
    assertThat(held.add(letter(2, BYTES))).isTrue();
    assertThat(held.all())
        .extracting(letter -> letter.bytes().length)
        .containsExactly(1000, 1000, 10);
    DeadLetter thinned = held.all().get(2);
    assertThat(thinned.length()).isEqualTo(BYTES);
    assertThat(thinned.sha256()).isEqualTo(letter(2, BYTES).sha256());
  }

  @Test
  void whatIsSmallIsNotThinned() {
    letters(0, 3, BYTES).forEach(held::add);
    assertThat(held.add(letter(3, 10))).isFalse();
  }

  @Test
  void aFastBrokerGetsWholeLettersHoweverManyItHas() {
    for (DeadLetter each : letters(0, 3, BYTES)) {
      assertThat(held.add(each)).isFalse();
      assertThat(held.take(ONE)).containsExactly(each);
    }
    assertThat(held.all())
        .as("for the case that the transaction is aborted")
        .extracting(letter -> letter.bytes().length)
        .containsExactly(1000, 1000, 10);
  }

  @Test
  void fullIsByWhatWaitsAndWhatIsWrittenTogether() {
    letters(0, 2, BYTES).forEach(held::add);
    held.take(Long.MAX_VALUE);
    assertThat(held.isFull()).isFalse();
    letters(2, 4, BYTES).forEach(held::add);
    assertThat(held.isFull()).isTrue();
  }

  @Test
  void whatWasWrittenCanBeForgottenUntilItIsCommittedButNotWhatWaits() {
    letters(0, 3, BYTES).forEach(held::add);
    held.take(ONE);
    held.forgetWritten();
    assertThat(held.isForgetful()).isTrue();
    assertThatThrownBy(held::all).isInstanceOf(IllegalStateException.class);
    assertThat(offsets(held.take(ONE))).containsExactly(1L);
    assertThatThrownBy(held::all).isInstanceOf(IllegalStateException.class);
    held.committed();
    assertThat(offsets(held.all())).containsExactly(2L);
  }

  @Test
  void whatIsRestoredIsNotThinnedOnceMoreNorRefused() {
    List<DeadLetter> before = letters(0, 9, BYTES);
    held.restore(before);
    assertThat(held.all()).isEqualTo(before);
    assertThat(held.isFull()).isTrue();
  }
}
