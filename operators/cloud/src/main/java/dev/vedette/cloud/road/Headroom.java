package dev.vedette.cloud.road;

import dev.vedette.cloud.protocol.Allowance;
import dev.vedette.cloud.protocol.Allowance.Of;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of a provider's published limits, which its replies carry: a token bucket for each,
 * set anew by every reply and kept in between by what leaves and what comes back with time.
 *
 * <p>Calls under way may be in what a reply says or not; all but the one that replies are taken off
 * once more, which costs as much room as calls are under way at once. Without a reply for a minute,
 * or until all is there again, nothing is known any more. Not thread-safe.
 */
final class Headroom {
  /** A reading is believed for so long at least. */
  private static final long BELIEVED_NANOS = 60_000_000_000L;

  private final Map<Of, Bucket> buckets = new EnumMap<>(Of.class);
  private final Map<Of, Long> underWay = new EnumMap<>(Of.class);

  private static final class Bucket {
    private final long size;
    private final double perNano;
    private final long readAt;
    private final long believedNanos;
    private double level;
    private long at;

    Bucket(Allowance allowance, double underWay, long now) {
      size = allowance.limit();
      perNano = (size - allowance.remaining()) / (double) Math.max(1, allowance.reset().toNanos());
      level = allowance.remaining() - underWay;
      at = now;
      readAt = now;
      believedNanos = Math.max(BELIEVED_NANOS, allowance.reset().toNanos());
    }

    /** More than it can ever hold is let through when it is full. */
    boolean holds(long amount, long now) {
      return now - readAt > believedNanos || levelAt(now) >= Math.min(amount, size);
    }

    void take(long amount, long now) {
      level = levelAt(now) - amount;
      at = now;
    }

    private double levelAt(long now) {
      return Math.min(size, level + (now - at) * perNano);
    }
  }

  /**
   * @param tokens that the call may take
   */
  boolean holds(long tokens, long now) {
    return buckets.entrySet().stream()
        .allMatch(bucket -> bucket.getValue().holds(amount(bucket.getKey(), tokens), now));
  }

  void take(long tokens, long now) {
    count(tokens, 1);
    buckets.forEach((of, bucket) -> bucket.take(amount(of, tokens), now));
  }

  void ended(long tokens) {
    count(tokens, -1);
  }

  /** The call was not made. */
  void stayed(long tokens, long now) {
    ended(tokens);
    buckets.forEach((of, bucket) -> bucket.take(-amount(of, tokens), now));
  }

  void read(List<Allowance> published, long now) {
    for (Allowance allowance : published) {
      Of of = allowance.of();
      buckets.put(of, new Bucket(allowance, others(of), now));
    }
  }

  /** What the calls under way may take, without the one that replies. */
  private double others(Of of) {
    double calls = underWay.getOrDefault(Of.REQUESTS, 0L);
    return calls < 1 ? 0 : underWay.getOrDefault(of, 0L) * (calls - 1) / calls;
  }

  private void count(long tokens, int sign) {
    for (Of of : Of.values()) {
      underWay.merge(of, sign * amount(of, tokens), Long::sum);
    }
  }

  private static long amount(Of of, long tokens) {
    return of == Of.REQUESTS ? 1 : tokens;
  }
}
