package dev.vedette.pipeline.wire;

import java.time.Instant;

/** What a producer knows of an event beside its payload; the rest is known once Kafka has it. */
public record Capture(
    String eventId, String tenant, String device, String deviceClass, Instant capturedAt) {}
