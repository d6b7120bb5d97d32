package dev.vedette.core.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  /** When each that is not silent was heard last, in that order. */
  private final Map<String, Instant> heard = new LinkedHashMap<>(16, 0.75f, true);

  /** The same of those that are: apart, so that nobody who hears one goes through all of them. */
  private final Map<String, Instant> silent = new LinkedHashMap<>();

  /** Of those, the ones that nobody has asked about yet. */
  private final Set<String> unnamed = new LinkedHashSet<>();

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
    (isSilent(last, now) ? silent : heard).put(device.deviceKey(), last);
    forgetBeyond(MOST);
  }

  /** What a watch has to be told that goes on from here. */
  public synchronized List<HeardDevice> remembered(Instant now) {
    List<HeardDevice> devices = new ArrayList<>(known());
    for (Map<String, Instant> some : List.of(silent, heard)) {
      some.forEach(
          (device, last) ->
              devices.add(
                  new HeardDevice(device, Math.max(0, Duration.between(last, now).toMillis()))));
    }
    return devices;
  }

  /** Something came from a device. */
  public synchronized void hear(String device, Instant now) {
    silent.remove(device);
    unnamed.remove(device);
    heard.put(device, now);
    forgetBeyond(MOST);
  }

  /** Devices that have fallen silent since this was asked last. */
  public synchronized List<String> newlySilent(Instant now) {
    lookAt(now);
    List<String> news = List.copyOf(unnamed);
    unnamed.clear();
    return news;
  }

  /** How many are silent. */
  public synchronized int silent(Instant now) {
    lookAt(now);
    return silent.size();
  }

  /** How many were heard within a day, the silent ones included. */
  public synchronized int known() {
    return heard.size() + silent.size();
  }

  private boolean isSilent(Instant last, Instant now) {
    return !now.isBefore(last.plus(silentAfter));
  }

  private void lookAt(Instant now) {
    for (var quietest = heard.entrySet().iterator(); quietest.hasNext(); ) {
      Map.Entry<String, Instant> one = quietest.next();
      if (!isSilent(one.getValue(), now)) {
        break;
      }
      silent.put(one.getKey(), one.getValue());
      unnamed.add(one.getKey());
      quietest.remove();
    }
    Instant expectedSince = now.minus(EXPECTED);
    while (known() > 0 && !oldest().values().iterator().next().isAfter(expectedSince)) {
      forgetOldest();
    }
  }

  private void forgetBeyond(int most) {
    while (known() > most) {
      forgetOldest();
    }
  }

  /** Where the one is that was heard the longest ago. */
  private Map<String, Instant> oldest() {
    return silent.isEmpty() ? heard : silent;
  }

  private void forgetOldest() {
    var oldest = oldest().keySet().iterator();
    unnamed.remove(oldest.next());
    oldest.remove();
  }
}
