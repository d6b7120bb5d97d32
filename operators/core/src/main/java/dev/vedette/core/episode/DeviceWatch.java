package dev.vedette.core.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which devices have fallen silent: they were heard in this run, and have not been for a while.
 * After a day nobody expects them any more.
 *
 * <p>Thread-safe: who counts them is not who hears them.
 */
public final class DeviceWatch {
  private static final Duration EXPECTED = Duration.ofDays(1);

  private final Duration silentAfter;

  /** When each was heard last, in that order. */
  private final Map<String, Instant> heard = new LinkedHashMap<>(16, 0.75f, true);

  private final Set<String> saidToBeSilent = new HashSet<>();

  public DeviceWatch(Duration silentAfter) {
    if (silentAfter.isNegative() || silentAfter.isZero()) {
      throw new IllegalArgumentException("silentAfter <= 0: " + silentAfter);
    }
    this.silentAfter = silentAfter;
  }

  /**
   * Something came from a device.
   *
   * @return devices that have fallen silent since this was called last
   */
  public synchronized List<String> hear(String device, Instant now) {
    heard.put(device, now);
    saidToBeSilent.remove(device);
    forgetUntil(now.minus(EXPECTED));
    List<String> news = new ArrayList<>();
    for (Map.Entry<String, Instant> one : heard.entrySet()) {
      if (!isSilent(one.getValue(), now)) {
        break;
      }
      if (saidToBeSilent.add(one.getKey())) {
        news.add(one.getKey());
      }
    }
    return news;
  }

  /** How many are silent. */
  public synchronized int silent(Instant now) {
    forgetUntil(now.minus(EXPECTED));
    int count = 0;
    for (Instant last : heard.values()) {
      if (!isSilent(last, now)) {
        break;
      }
      count++;
    }
    return count;
  }

  /** How many were heard within a day, the silent ones included. */
  public synchronized int known() {
    return heard.size();
  }

  private boolean isSilent(Instant last, Instant now) {
    return !now.isBefore(last.plus(silentAfter));
  }

  private void forgetUntil(Instant time) {
    for (var oldest = heard.entrySet().iterator(); oldest.hasNext(); ) {
      Map.Entry<String, Instant> one = oldest.next();
      if (one.getValue().isAfter(time)) {
        return;
      }
      saidToBeSilent.remove(one.getKey());
      oldest.remove();
    }
  }
}
