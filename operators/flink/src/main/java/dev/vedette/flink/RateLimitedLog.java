package dev.vedette.flink;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warns of the same thing at most every ten seconds, and then says how often it was silent. An
 * outage must not fill the disk.
 */
public final class RateLimitedLog {
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Logger log;
  private final LongSupplier nanoClock;
  private final Map<String, Topic> topics = new HashMap<>();

  private static final class Topic {
    long lastNanos;
    long suppressed = -1;
  }

  public RateLimitedLog(Logger log, LongSupplier nanoClock) {
    this.log = log;
    this.nanoClock = nanoClock;
  }

  public synchronized void warn(String topic, String format, Object... arguments) {
    long now = nanoClock.getAsLong();
    Topic known = topics.computeIfAbsent(topic, t -> new Topic());
    if (known.suppressed >= 0 && now - known.lastNanos < QUIET_NANOS) {
      known.suppressed++;
      return;
    }
    if (known.suppressed > 0) {
      Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
      all[arguments.length] = known.suppressed;
      log.warn(format + " ({} more like this since the last line)", all);
    } else {
      log.warn(format, arguments);
    }
    known.lastNanos = now;
    known.suppressed = 0;
  }
}
