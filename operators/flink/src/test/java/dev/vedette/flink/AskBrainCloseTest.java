package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What the operator opened is closed with it, whatever goes wrong meanwhile. */
class AskBrainCloseTest {
  private final Asking asking = new Asking();

  @Test
  void brainAndJournalAreClosedWithTheOperator() throws Exception {
    asking.opened().close();
    assertThat(asking.brain.closed).hasValue(1);
    assertThat(asking.time.closed).hasValue(1);
    assertThat(asking.ledger.closedConnections()).containsExactly("ask-0");
  }

  @Test
  void aBrainThatCannotBeClosedDoesNotKeepTheRestOpen() throws Exception {
    var ask = asking.opened();
    asking.brain.onClose.add(new IllegalStateException("brain"));
    assertThatThrownBy(ask::close).hasStackTraceContaining("brain");
    assertThat(asking.time.closed).hasValue(1);
    assertThat(asking.ledger.closedConnections()).containsExactly("ask-0");
  }

  @Test
  void aClockThatCannotBeClosedDoesNotKeepTheRestOpen() throws Exception {
    var ask = asking.opened();
    asking.time.onClose.add(new IllegalStateException("clock"));
    asking.brain.onClose.add(new IllegalStateException("brain"));
    assertThatThrownBy(ask::close)
        .hasMessage("clock")
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("brain"));
    assertThat(asking.brain.closed).hasValue(1);
    assertThat(asking.ledger.closedConnections()).containsExactly("ask-0");
  }
}
