package dev.vedette.flink;

import dev.vedette.core.flow.Fingerprints;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The ids that the key at hand has seen, each remembered for at least one life and at most two.
 *
 * <p>There is one for every event, so they are most of a job's state. They lie together, by their
 * fingerprints, in up to 256 entries of each generation: an event makes one of them anew, and a
 * checkpoint writes an entry at a time.
 */
final class SeenIds {
  private final Fingerprints fingerprints = new Fingerprints();
  private final TwoGenerations<Byte, byte[]> blocks;

  SeenIds(RuntimeContext context, Duration life) {
    blocks = new TwoGenerations<>(context, "seen", Types.BYTE, InOnePieceType.bytes(), life);
  }

  /** Returns when {@link #forget} is due next; null if it was seen before, and nothing is added. */
  @Nullable Instant add(String id, Moment moment) throws Exception {
    byte[] fingerprint = fingerprints.of(id);
    var begun = blocks.begin(moment);
    var maps = begun.maps();
    byte block = fingerprint[0];
    byte[] newer = maps.newer().get(block);
    if (Fingerprints.contains(newer, fingerprint)
        || Fingerprints.contains(maps.older().get(block), fingerprint)) {
      return null;
    }
    maps.newer().put(block, Fingerprints.with(newer, fingerprint));
    return begun.due();
  }

  /** Drops what has been there for long enough. Returns when to look again; null if it is empty. */
  @Nullable Instant forget(Moment moment) throws Exception {
    return blocks.forget(moment);
  }
}
