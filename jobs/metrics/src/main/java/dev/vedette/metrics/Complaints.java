package dev.vedette.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * What is wrong with somebody's metric, said once.
 *
 * <p>Thread-safe. A scrape comes every few seconds and would repeat itself for weeks; the memory is
 * bounded, and when it is full nothing more is said above debug.
 */
final class Complaints {
  private static final int REMEMBERED = 1_000;

  private final Logger log;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Complaints(Logger log) {
    this.log = log;
  }

  /** Logs a warning about this subject, unless there has been one before. */
  void once(String subject, String complaint) {
    if (said.size() < REMEMBERED && said.add(subject)) {
      log.warn("{}: {}; said once", subject, complaint);
    } else {
      log.debug("{}: {}", subject, complaint);
    }
  }
}
