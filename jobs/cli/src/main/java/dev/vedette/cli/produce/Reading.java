package dev.vedette.cli.produce;

import dev.vedette.core.event.Samples;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of readings.
 *
 * @param device null where the file names none
 * @param eventId null where the file gives none
 * @param capturedAt null where the file does not say
 */
public record Reading(
    @Nullable String device,
    @Nullable String eventId,
    @Nullable Instant capturedAt,
    Samples samples) {}
