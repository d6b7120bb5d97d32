package dev.vedette.core.brain;

import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.useless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrainExceptionTest {
  @Test
  void whatIsKnownToBeBilledIsKnownByWhatWasWritten() {
    assertThatThrownBy(() -> new BrainException(Reason.ERROR, Billing.BILLED, 10, "broken", null))
        .hasMessage("BILLED, and what was written is not known");
    BrainException silence = BrainException.useless(useless("Well.", 300), "no such object");
    assertThat(silence.billing()).isEqualTo(Billing.BILLED);
    assertThat(silence.written()).contains(useless("Well.", 300));
  }

  @Test
  void whatWasWrittenGoesAlongWhoeverIsToBlame() {
    BrainException silence =
        BrainException.useless(useless("Well.", 300), "no such object")
            .blamedOn(Blame.LOAD)
            .thatPassesAfter(Duration.ZERO);
    assertThat(silence.written()).contains(useless("Well.", 300));
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatThrownBy(() -> BrainException.useless(answer(5), "no such object"))
        .hasMessage("useful after all: CONFIRMED");
    var silence = new BrainException(Reason.ERROR, Billing.UNKNOWN, 10, "broken", null);
    assertThatThrownBy(() -> silence.thatPassesAfter(Duration.ofSeconds(-1)))
        .hasMessage("wait < 0: PT-1S");
  }
}
