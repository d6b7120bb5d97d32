package dev.vedette.cli.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A stretch of events of one device that the cloud, asked about each, has confirmed. */
record Visit(String device, long from, long to) {

  /**
   * Those that cloud only has seen.
   *
   * @param apart so many frames without a confirmed one that what follows is another visit
   */
  static List<Visit> in(Map<Place, Word> cloudOnly, long apart) {
    Map<String, TreeSet<Long>> confirmed = new TreeMap<>();
    cloudOnly.forEach(
        (place, word) -> {
          if (word.isConfirmed()) {
            confirmed.computeIfAbsent(place.device(), d -> new TreeSet<>()).add(place.frame());
          }
        });
    List<Visit> visits = new ArrayList<>();
    confirmed.forEach((device, frames) -> visits.addAll(stretches(device, frames, apart)));
    return visits;
  }

  private static List<Visit> stretches(String device, TreeSet<Long> frames, long apart) {
    List<Visit> visits = new ArrayList<>();
    long from = frames.first();
    long to = from;
    for (long frame : frames) {
      if (frame - to > apart) {
        visits.add(new Visit(device, from, to));
        from = frame;
      }
      to = frame;
    }
    visits.add(new Visit(device, from, to));
    return visits;
  }

  /** Whether anybody was told of it while it lasted. */
  boolean isAlarmedIn(Map<Place, Word> words) {
    return words.entrySet().stream()
        .anyMatch(entry -> includes(entry.getKey()) && entry.getValue().isAlarm());
  }

  private boolean includes(Place place) {
    return place.device().equals(device) && place.frame() >= from && place.frame() <= to;
  }
}
