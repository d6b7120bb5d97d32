package dev.vedette.core.event;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {
  private final EventRules rules = new EventRules(1_000, Duration.ofMinutes(5), 16, 8_192);

  @ParameterizedTest
  @CsvSource({"' ',t,d,c", "e,'',d,c", "e,t,' ',c", "e,t,d,''"})
  void allFourNamesAreNeeded(String eventId, String tenant, String device, String deviceClass) {
    assertReason(
        rules.objectionTo(header(eventId, tenant, device, deviceClass, NOON)),
        DeadLetterReason.MISSING_ID);
  }

  @Test
  void anOrdinaryHeaderIsReadable() {
    assertThat(rules.objectionTo(captured(NOON))).isEmpty();
  }

  @Test
  void aNameMayBeAsLongAsTheLimit() {
    String longest = "n".repeat(EventRules.MAX_NAME_CHARS);
    assertThat(rules.objectionTo(header(longest, longest, longest, longest, NOON))).isEmpty();
  }

  @Test
  void aNameBeyondTheLimitIsRefusedAndNotRepeated() {
    String tooLong = "n".repeat(EventRules.MAX_NAME_CHARS + 1);
    assertTooLong(header(tooLong, "t", "d", "c", NOON), "event id");
    assertTooLong(header("e", tooLong, "d", "c", NOON), "tenant");
    assertTooLong(header("e", "t", tooLong, "c", NOON), "device");
    assertTooLong(header("e", "t", "d", tooLong, NOON), "device class");
  }

  @Test
  void aClockThatWasNeverSetIsRefused() {
    assertThat(rules.objectionTo(captured(EventRules.EARLIEST))).isEmpty();
    assertReason(
        rules.objectionTo(captured(EventRules.EARLIEST.minusNanos(1))),
        DeadLetterReason.CAPTURED_TOO_EARLY);
  }

  @Test
  void aClockMayRunAheadOfTheBrokersByWhatIsAllowed() {
    Instant latest = NOON.plus(Duration.ofMinutes(5));
    assertThat(rules.objectionTo(captured(latest))).isEmpty();
    assertReason(
        rules.objectionTo(captured(latest.plusNanos(1))), DeadLetterReason.CAPTURED_IN_FUTURE);
  }

  @Test
  void aPayloadMayBeAsLargeAsTheLimit() {
    assertThat(rules.objectionToSize(1_000)).isEmpty();
    assertReason(rules.objectionToSize(1_001), DeadLetterReason.PAYLOAD_TOO_LARGE);
    assertThat(rules.objectionToSize(1_001).orElseThrow().detail())
        .isEqualTo("1001 bytes, at most 1000 are read");
  }

  @Test
  void bytesWithoutAFrameHeaderAreNoPicture() {
    assertReason(rules.objectionToJpeg(null), DeadLetterReason.NOT_A_PICTURE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void onlyGreyAndYcbcrAreRead(int components) {
    assertReason(
        rules.objectionToJpeg(new JpegSize(640, 480, components)),
        DeadLetterReason.UNSUPPORTED_PICTURE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void greyAndYcbcrAreRead(int components) {
    assertThat(rules.objectionToJpeg(new JpegSize(640, 480, components))).isEmpty();
  }

  @Test
  void theShorterSideMustShowSomething() {
    assertThat(rules.objectionToSides(16, 640)).isEmpty();
    assertReason(rules.objectionToSides(15, 640), DeadLetterReason.PICTURE_TOO_SMALL);
    assertReason(rules.objectionToSides(640, 15), DeadLetterReason.PICTURE_TOO_SMALL);
    assertReason(rules.objectionToJpeg(new JpegSize(0, 0, 3)), DeadLetterReason.PICTURE_TOO_SMALL);
  }

  @Test
  void theLongerSideMustFitIntoMemory() {
    assertThat(rules.objectionToSides(8_192, 8_192)).isEmpty();
    assertReason(rules.objectionToSides(8_193, 640), DeadLetterReason.PICTURE_TOO_LARGE);
    assertReason(rules.objectionToSides(640, 8_193), DeadLetterReason.PICTURE_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void samplesAreNumbers(float value) {
    assertThat(rules.objectionToSamples(new float[] {0, -1, Float.MAX_VALUE})).isEmpty();
    Optional<Objection> objection = rules.objectionToSamples(new float[] {0, value});
    assertReason(objection, DeadLetterReason.SAMPLES_NOT_FINITE);
    assertThat(objection.orElseThrow().detail()).isEqualTo("value 1 is " + value);
  }

  @Test
  void rulesThatAllowNothingAreRefused() {
    assertThatThrownBy(() -> new EventRules(0, Duration.ZERO, 1, 1))
        .hasMessage("maxPayloadBytes < 1: 0");
    assertThatThrownBy(() -> new EventRules(1, Duration.ofSeconds(-1), 1, 1))
        .hasMessage("allowedAhead < 0: PT-1S");
    assertThatThrownBy(() -> new EventRules(1, Duration.ZERO, 0, 1))
        .hasMessage("no picture has sides of 0 to 1");
    assertThatThrownBy(() -> new EventRules(1, Duration.ZERO, 3, 2))
        .hasMessage("no picture has sides of 3 to 2");
  }

  @Test
  void noTenantAndNoClassIsCalledLikeAllOfThem() {
    for (EventHeader header :
        List.of(header("e", "*", "d", "c", NOON), header("e", "t", "d", "*", NOON))) {
      assertReason(rules.objectionTo(header), DeadLetterReason.INVALID_ID);
    }
    assertThat(rules.objectionTo(header("*", "t", "*", "c*", NOON))).isEmpty();
  }

  private static void assertReason(Optional<Objection> objection, DeadLetterReason reason) {
    assertThat(objection).map(Objection::reason).contains(reason);
  }

  private void assertTooLong(EventHeader header, String what) {
    Optional<Objection> objection = rules.objectionTo(header);
    assertReason(objection, DeadLetterReason.INVALID_ID);
    assertThat(objection.orElseThrow().detail())
        .isEqualTo(what + " of 257 characters, at most 256 are read");
  }

  private static EventHeader captured(Instant at) {
    return header("e", "t", "d", "c", at);
  }

  private static EventHeader header(
      String eventId, String tenant, String device, String deviceClass, Instant at) {
    return new EventHeader(
        eventId, tenant, device, deviceClass, Kind.CAMERA, at, new Origin("events", 0, 1, NOON));
  }
}
