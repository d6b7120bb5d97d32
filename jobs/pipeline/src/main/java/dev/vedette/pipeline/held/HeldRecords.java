package dev.vedette.pipeline.held;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Records that the broker does not have yet. All are kept as they came, and one that it has is
 * forgotten at once.
 *
 * <p>Not thread-safe.
 */
final class HeldRecords implements Hold<HeldRecord> {
  private final long mostBytes;
  private final long reserveBytes;
  private final Deque<HeldRecord> waiting = new ArrayDeque<>();
  private final List<HeldRecord> taken = new ArrayList<>();
  private long bytes;

  /**
   * @param mostBytes from which on it is full; the last record may go beyond
   * @param reserveBytes beyond them, for those who have waited; here too
   */
  HeldRecords(long mostBytes, long reserveBytes) {
    this.mostBytes = mostBytes;
    this.reserveBytes = reserveBytes;
  }

  /** Takes back what an earlier run held. */
  void restore(Collection<HeldRecord> records) {
    records.forEach(this::add);
  }

  @Override
  public boolean add(HeldRecord record) {
    waiting.addLast(record);
    bytes += record.bytes();
    return false;
  }

  @Override
  public List<HeldRecord> take(long most) {
    long took = 0;
    while (!waiting.isEmpty() && (taken.isEmpty() || took + waiting.getFirst().bytes() <= most)) {
      HeldRecord record = waiting.removeFirst();
      taken.add(record);
      took += record.bytes();
    }
    return List.copyOf(taken);
  }

  @Override
  public void written() {
    bytes -= taken.stream().mapToLong(HeldRecord::bytes).sum();
    taken.clear();
  }

  /** Nothing is ever committed but by being written. */
  @Override
  public void committed() {}

  /** What was written is forgotten already. */
  @Override
  public void forgetWritten() {}

  @Override
  public boolean isForgetful() {
    return false;
  }

  @Override
  public boolean isFull() {
    return bytes >= mostBytes;
  }

  @Override
  public boolean hasReserve() {
    return bytes < mostBytes + reserveBytes;
  }

  @Override
  public boolean areWaiting() {
    return !waiting.isEmpty();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long bytesOf(HeldRecord record) {
    return record.bytes();
  }

  @Override
  public List<HeldRecord> all() {
    List<HeldRecord> all = new ArrayList<>(taken);
    all.addAll(waiting);
    return all;
  }
}
