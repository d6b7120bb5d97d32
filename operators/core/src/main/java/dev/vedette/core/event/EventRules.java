package dev.vedette.core.event;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event must satisfy to be judged at all.
 *
 * @param maxPayloadBytes largest picture, or samples at four bytes each
 * @param allowedAhead how far a device's clock may run before the broker's
 * @param minSidePixels smallest picture side that can show anything
 * @param maxSidePixels largest side that is decoded: a small file can unfold to gigabytes
 */
public record EventRules(
    long maxPayloadBytes, Duration allowedAhead, int minSidePixels, int maxSidePixels)
    implements Serializable {
  /** A capture time before this is a clock that was never set, not an old picture. */
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** Stands for every tenant or device class, in orders and budgets. */
  private static final String EVERY = "*";

  /**
   * Longest name of an event, tenant, device or device class. Names travel in every record, key,
   * label and verdict that an event leads to, so one that fills a message would stop the job.
   */
  public static final int MAX_NAME_CHARS = 256;

  public static final EventRules DEFAULTS =
      new EventRules(4 * 1024 * 1024, Duration.ofMinutes(5), 16, 8192);

  public EventRules {
    if (maxPayloadBytes < 1) {
      throw new IllegalArgumentException("maxPayloadBytes < 1: " + maxPayloadBytes);
    }
    if (allowedAhead.isNegative()) {
      throw new IllegalArgumentException("allowedAhead < 0: " + allowedAhead);
    }
    if (minSidePixels < 1 || maxSidePixels < minSidePixels) {
      throw new IllegalArgumentException(
          "no picture has sides of %d to %d".formatted(minSidePixels, maxSidePixels));
    }
  }

  /** The first rule that the header breaks. */
  public Optional<Objection> objectionTo(EventHeader header) {
    if (header.eventId().isBlank()
        || header.tenant().isBlank()
        || header.device().isBlank()
        || header.deviceClass().isBlank()) {
      return objection(
          DeadLetterReason.MISSING_ID,
          "event '%s', tenant '%s', device '%s', class '%s': all four must be named"
              .formatted(header.eventId(), header.tenant(), header.device(), header.deviceClass()));
    }
    Optional<Objection> tooLong =
        objectionToLength("event id", header.eventId())
            .or(() -> objectionToLength("tenant", header.tenant()))
            .or(() -> objectionToLength("device", header.device()))
            .or(() -> objectionToLength("device class", header.deviceClass()));
    if (tooLong.isPresent()) {
      return tooLong;
    }
    if (header.tenant().indexOf('/') >= 0) {
      return objection(
          DeadLetterReason.INVALID_ID,
          "tenant '%s': a tenant's name has no '/', which separates it from the device"
              .formatted(header.tenant()));
    }
    if (header.tenant().equals(EVERY) || header.deviceClass().equals(EVERY)) {
      return objection(
          DeadLetterReason.INVALID_ID,
          "tenant '%s', class '%s': none is called %s, which stands for all of them"
              .formatted(header.tenant(), header.deviceClass(), EVERY));
    }
    if (header.capturedAt().isBefore(EARLIEST)) {
      return objection(
          DeadLetterReason.CAPTURED_TOO_EARLY,
          "captured %s: set the clock of %s".formatted(header.capturedAt(), header.device()));
    }
    Instant latest = header.origin().appendedAt().plus(allowedAhead);
    if (header.capturedAt().isAfter(latest)) {
      return objection(
          DeadLetterReason.CAPTURED_IN_FUTURE,
          "captured %s, after %s: set the clock of %s"
              .formatted(header.capturedAt(), latest, header.device()));
    }
    return Optional.empty();
  }

  /** Whether so many bytes are too many for one payload. */
  public Optional<Objection> objectionToSize(long bytes) {
    return bytes <= maxPayloadBytes
        ? Optional.empty()
        : objection(
            DeadLetterReason.PAYLOAD_TOO_LARGE,
            "%d bytes, at most %d are read".formatted(bytes, maxPayloadBytes));
  }

  /** What is wrong with bytes that should be a JPEG; the size is what the frame header says. */
  public Optional<Objection> objectionToJpeg(@Nullable JpegSize size) {
    if (size == null) {
      return objection(DeadLetterReason.NOT_A_PICTURE, "no JPEG frame header");
    }
    if (size.components() != 1 && size.components() != 3) {
      return objection(
          DeadLetterReason.UNSUPPORTED_PICTURE,
          "%d colour components (CMYK?): send grey or YCbCr".formatted(size.components()));
    }
    return objectionToSides(size.width(), size.height());
  }

  public Optional<Objection> objectionToSides(int width, int height) {
    if (Math.min(width, height) < minSidePixels) {
      return objection(
          DeadLetterReason.PICTURE_TOO_SMALL,
          "%dx%d, at least %d a side".formatted(width, height, minSidePixels));
    }
    if (Math.max(width, height) > maxSidePixels) {
      return objection(
          DeadLetterReason.PICTURE_TOO_LARGE,
          "%dx%d, at most %d a side".formatted(width, height, maxSidePixels));
    }
    return Optional.empty();
  }

  public Optional<Objection> objectionToSamples(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return objection(
            DeadLetterReason.SAMPLES_NOT_FINITE, "value %d is %s".formatted(i, values[i]));
      }
    }
    return Optional.empty();
  }

  private static Optional<Objection> objectionToLength(String what, String name) {
    return name.length() <= MAX_NAME_CHARS
        ? Optional.empty()
        : objection(
            DeadLetterReason.INVALID_ID,
            "%s of %d characters, at most %d are read"
                .formatted(what, name.length(), MAX_NAME_CHARS));
  }

  private static Optional<Objection> objection(DeadLetterReason reason, String detail) {
    return Optional.of(new Objection(reason, detail));
  }
}
