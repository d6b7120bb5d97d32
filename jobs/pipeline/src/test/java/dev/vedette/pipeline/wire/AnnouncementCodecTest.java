package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.release.Announcement;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class AnnouncementCodecTest {
  private static final SeededKey KEY = SeededKey.of("site-1", 1);
  private static final AnnouncementCodec CODEC =
      new AnnouncementCodec(WireOptions.PLAIN, "releases");

  private static Announcement announcement() throws Exception {
    return ReleaseSigning.sign(Given.headDraft(), KEY).announcement();
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    Announcement announcement = announcement();
    Encoded record = CODEC.encode(announcement);

    assertThat(record.value()).isEqualTo(announcement.bytes());
    assertThat(CODEC.decode(Given.headers(record), record.value()))
        .usingRecursiveComparison()
        .isEqualTo(announcement);
  }

  @Test
  void theRegistrysNumberIsPutBackIntoTheFingerprintThatIsSigned() throws Exception {
    try (var registry = new FakeRegistry()) {
      var confluent = new AnnouncementCodec(registry.confluent(), "releases");
      Announcement announcement = announcement();
      Encoded record = confluent.encode(announcement);
      assertThat(record.headers()).isEmpty();
      assertThat(record.value()).hasSize(announcement.bytes().length + 5).startsWith(0);

      Announcement read = confluent.decode(new RecordHeaders(), record.value());
      assertThat(read).usingRecursiveComparison().isEqualTo(announcement);
      assertThat(new SignedReleases(KEY.trusted()).read(read).version()).isEqualTo("1.1.0");
    }
  }

  @Test
  void nothingIsBelievedYet() throws Exception {
    byte[] nonsense = {1, 2, 3};

    assertThat(CODEC.decode(Given.header("0123456789abcdef"), nonsense))
        .usingRecursiveComparison()
        .isEqualTo(new Announcement("0123456789abcdef", nonsense));
  }

  @Test
  void aRecordThatNamesNoSchemaOrHasNoValueIsRefused() {
    assertThatThrownBy(() -> CODEC.decode(new RecordHeaders(), new byte[] {1}))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.objection().reason()).isEqualTo(DeadLetterReason.NO_SCHEMA_ID));
    assertThatThrownBy(() -> CODEC.decode(Given.header("0123456789abcdef"), null))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.objection().reason()).isEqualTo(DeadLetterReason.EMPTY));
  }

  @Test
  void oneOfAnotherVersionIsNotWrittenAsIfItWereOfThis() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CODEC.encode(new Announcement("0123456789abcdef", new byte[0])))
        .withMessageContaining("0123456789abcdef");
  }
}
