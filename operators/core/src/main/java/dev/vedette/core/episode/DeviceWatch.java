package dev.vedette.core.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which devices have fallen silent: they were heard, and have not been for a while in which the job
 * ran. After a day nobody expects them any more.
 *
 * <p>Bounded: of too many, those that were heard last are watched. Thread-safe: who counts them is
 * not who hears them.
 */
public final class DeviceWatch {
  /** They are in every checkpoint. */
  static final int MOST = 50_000;

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

  /** One that goes on from what an earlier one has remembered, in any order. */
  public static DeviceWatch restored(
      Duration silentAfter, Collection<HeardDevice> devices, Instant now) {
    var watch = new DeviceWatch(silentAfter);
    devices.stream()
        .sorted(Comparator.comparingLong(HeardDevice::quietMillis).reversed())
        .forEach(device -> watch.remember(device, now));
    return watch;
  }

  private synchronized void remember(HeardDevice device, Instant now) {
    Instant last = now.minusMillis(device.quietMillis());
    heard.put(device.deviceKey(), last);
    if (isSilent(last, now)) {
      saidToBeSilent.add(device.deviceKey());
    }
  }

  /** What a watch has to be told that goes on from here. */
  public synchronized List<HeardDevice> remembered(Instant now) {
    List<HeardDevice> devices = new ArrayList<>(heard.size());
    heard.forEach(
        (device, last) ->
            devices.add(
                new HeardDevice(device, Math.max(0, Duration.between(last, now).toMillis()))));
    return devices;
  }

  /** Something came from a device. */
  public synchronized void hear(String device, Instant now) {
    heard.put(device, now);
    saidToBeSilent.remove(device);
    if (heard.size() > MOST) {
      forgetOldest();
    }
  }

  /** Devices that have fallen silent since this was asked last. */
  public synchronized List<String> newlySilent(Instant now) {
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
    while (!heard.isEmpty() && !heard.values().iterator().next().isAfter(time)) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    var oldest = heard.keySet().iterator();
    saidToBeSilent.remove(oldest.next());
    oldest.remove();
  }
}
