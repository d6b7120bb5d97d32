package dev.vedette.flink;

import dev.vedette.core.flow.Fingerprints;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The ids that the key at hand has seen, each remembered for at least one life and at most two.
 *
 * <p>There is one for every event, so they are most of a job's state. They lie together, by their
 * fingerprints, in up to 256 entries of each generation: a checkpoint copies an entry at a time,
 * and a state on the heap copies all of a key's entries at the first access after it.
 */
final class SeenIds {
  private final TwoGenerations<Byte, byte[]> blocks;

  SeenIds(RuntimeContext context, Duration life) {
    blocks =
        new TwoGenerations<>(
            context,
            "seen",
            Types.BYTE,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            life);
  }

  boolean contains(byte[] fingerprint) throws Exception {
    byte block = fingerprint[0];
    return Fingerprints.contains(blocks.newer().get(block), fingerprint)
        || Fingerprints.contains(blocks.older().get(block), fingerprint);
  }

  /** Returns when {@link #forget} is due next. */
  Instant add(byte[] fingerprint, Moment moment) throws Exception {
    Instant due = blocks.begin(moment);
    var newer = blocks.newer();
    byte block = fingerprint[0];
    newer.put(block, Fingerprints.with(newer.get(block), fingerprint));
    return due;
  }

  /** Drops what has been there for long enough. Returns when to look again; null if it is empty. */
  @Nullable Instant forget(Moment moment) throws Exception {
    return blocks.forget(moment);
  }
}
