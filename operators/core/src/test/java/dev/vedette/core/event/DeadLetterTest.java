package dev.vedette.core.event;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final Origin ORIGIN = new Origin("events.camera", 3, 99, NOON);

  @Test
  void aSmallRecordIsKeptWhole() {
    DeadLetter letter = letter("no", new byte[] {'a', 'b', 'c'});
    assertThat(letter.bytes()).containsExactly('a', 'b', 'c');
    assertThat(letter.length()).isEqualTo(3);
    assertThat(letter.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(letter.origin()).hasToString("events.camera-3@99");
    assertThat(letter.at()).isEqualTo(NOON);
  }

  @Test
  void aRecordAtTheLimitIsKeptWhole() {
    assertThat(letter("no", new byte[DeadLetter.KEPT_BYTES]).bytes())
        .hasSize(DeadLetter.KEPT_BYTES);
  }

  @Test
  void aLargeRecordIsKeptByPrefixLengthAndDigest() {
    byte[] large = new byte[DeadLetter.KEPT_BYTES + 1];
    Arrays.fill(large, (byte) 7);
    DeadLetter letter = letter("no", large);
    large[DeadLetter.KEPT_BYTES] = 8;
    DeadLetter other = letter("no", large);

    assertThat(letter.bytes()).hasSize(DeadLetter.KEPT_BYTES).containsOnly(7);
    assertThat(letter.length()).isEqualTo(DeadLetter.KEPT_BYTES + 1);
    assertThat(letter.bytes()).isEqualTo(other.bytes());
    assertThat(letter.sha256()).isNotEqualTo(other.sha256());
  }

  @Test
  void aLongDetailIsCut() {
    assertThat(letter("x".repeat(500), new byte[0]).detail()).isEqualTo("x".repeat(500));
    assertThat(letter("x".repeat(501), new byte[0]).detail()).isEqualTo("x".repeat(500) + "…");
  }

  @Test
  void whatIsLeftOfALetterThatIsCutStillNamesItsRecord() {
    DeadLetter whole = letter("no", new byte[] {'a', 'b', 'c'});
    DeadLetter cut = whole.cutTo(2);
    assertThat(cut.bytes()).containsExactly('a', 'b');
    assertThat(cut).usingRecursiveComparison().ignoringFields("bytes").isEqualTo(whole);
    assertThat(whole.cutTo(3)).isSameAs(whole);
  }

  private static DeadLetter letter(String detail, byte[] value) {
    return DeadLetter.of(new Objection(DeadLetterReason.MALFORMED, detail), ORIGIN, value, NOON);
  }
}
