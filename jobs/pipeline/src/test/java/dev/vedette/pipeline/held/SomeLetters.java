package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Dead letters that are told apart by where their records stood. */
final class SomeLetters {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private SomeLetters() {}

  static DeadLetter letter(long offset, int bytes) {
    return DeadLetter.of(
        new Objection(DeadLetterReason.MALFORMED, "no"),
        new Origin("events.camera", 0, offset, NOON),
        new byte[bytes],
        NOON);
  }

  static List<DeadLetter> letters(long from, long until, int bytes) {
    return LongStream.range(from, until).mapToObj(offset -> letter(offset, bytes)).toList();
  }

  static List<Long> offsets(List<DeadLetter> letters) {
    return letters.stream().map(letter -> letter.origin().offset()).toList();
  }
}
