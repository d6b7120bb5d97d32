package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JournalLineTest {
  private static final JournalPosition PLACE = new JournalPosition(1, 7);
  private static final LedgerLine LINE = LedgerLine.epoch("epoch-1", "a", Instant.EPOCH);

  @Test
  void aLineIsFoundByTheAccountItIsAbout() {
    assertThat(new JournalLine(LINE, PLACE).accountKey()).isEqualTo("epoch-1");
  }

  @Test
  void oneThatCannotBeReadStillHasItsAccountAndItsPlace() {
    JournalLine line = JournalLine.unreadable("acme/door/face", "no Avro", PLACE);
    assertThat(line.line()).isNull();
    assertThat(line.accountKey()).isEqualTo("acme/door/face");
    assertThat(line.position()).isEqualTo(PLACE);
  }

  @Test
  void aLineUnderTheKeyOfAnotherAccountIsRefused() {
    assertThatThrownBy(() -> new JournalLine("acme/door/face", LINE, "", PLACE))
        .hasMessage("accountKey acme/door/face of a line about epoch-1");
  }
}
