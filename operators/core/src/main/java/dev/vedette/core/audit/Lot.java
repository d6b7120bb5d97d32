package dev.vedette.core.audit;

import dev.vedette.core.event.EventHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The lot of an event: a number that looks as if it were drawn evenly from 0 to 1 (exclusive), and
 * is the same in every run. It is made of the event's name, so it knows nothing of what the event
 * shows, of what came before it, or of the gate. The key keeps it apart from all else that is made
 * of names, so that no other choice by hash goes with it.
 */
final class Lot {
  private static final byte[] KEY = "vedette-audit-1".getBytes(StandardCharsets.UTF_8);

  private Lot() {}

  static double of(EventHeader header) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(KEY);
      digest.update((byte) 0);
      digest.update(header.deviceKey().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(header.eventId().getBytes(StandardCharsets.UTF_8));
      // All bits that a double has for a fraction.
      return (ByteBuffer.wrap(digest.digest()).getLong() >>> 11) * 0x1p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
