package dev.vedette.flink;

import dev.vedette.core.brain.DeferredLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of deferred questions as far as the backlog has to know it: what would be
 * shown to the brain stays in the topic.
 *
 * @param bytes of it there
 * @param line without its payload; null where it cannot be read
 */
public record DeferredRecord(
    int partition, long offset, int bytes, Instant writtenAt, @Nullable DeferredLine line) {}
