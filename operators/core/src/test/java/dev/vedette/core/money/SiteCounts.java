package dev.vedette.core.money;

/** What has happened at a site, so that it can be seen that enough has. */
final class SiteCounts {
  long granted;
  long denied;

  /** Sums that were compared. */
  long compared;

  /** Sums that were not, because a clock that was wrong had everything of then forgotten. */
  long beyondMemory;

  void add(SiteCounts other) {
    granted += other.granted;
    denied += other.denied;
    compared += other.compared;
    beyondMemory += other.beyondMemory;
  }
}
