package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The letters that no commit is answerable for yet: those that wait to be written, and those that
 * were written into the transaction that is still open, since these are written anew if it is
 * aborted.
 *
 * <p>Of letters that come when many wait only a prefix is held: they are the last to be written,
 * and their records stand where they came from. A letter that was written whole is forgotten, if it
 * must be, but never one that waits.
 *
 * <p>Not thread-safe.
 */
final class HeldLetters implements Hold<DeadLetter> {
  /** What a letter takes beside its texts and its bytes. */
  private static final int FRAME_BYTES = 256;

  private final Bounds bounds;
  private final Deque<DeadLetter> waiting = new ArrayDeque<>();
  private final Deque<DeadLetter> written = new ArrayDeque<>();
  private long waitingBytes;
  private long writtenBytes;
  private boolean forgetful;

  /**
   * How much is held.
   *
   * @param wholeBytes up to which letters are held as they came, of those that wait and of those
   *     that are written alike
   * @param mostBytes from which on nothing more can be held
   * @param thinnedBytes of the record that are left of a letter that is thinned
   */
  record Bounds(long wholeBytes, long mostBytes, int thinnedBytes) {
    /** For each subtask. */
    static final Bounds USUAL = new Bounds(1 << 20, 8 << 20, 256);

    Bounds {
      if (wholeBytes < 0 || mostBytes < 1 || thinnedBytes < 0) {
        throw new IllegalArgumentException(
            "bounds < 0: %d, %d, %d".formatted(wholeBytes, mostBytes, thinnedBytes));
      }
    }
  }

  HeldLetters(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public long bytesOf(DeadLetter letter) {
    return FRAME_BYTES
        + letter.bytes().length
        + letter.detail().length()
        + letter.sha256().length()
        + letter.origin().topic().length();
  }

  /** Returns whether it was thinned for want of room. */
  @Override
  public boolean add(DeadLetter letter) {
    DeadLetter held = thinnedBeyond(waitingBytes, letter);
    await(held);
    return held != letter;
  }

  /** Takes back what an earlier run held, as it was held. */
  void restore(List<DeadLetter> letters) {
    letters.forEach(this::await);
  }

  private void await(DeadLetter letter) {
    waiting.addLast(letter);
    waitingBytes += bytesOf(letter);
  }

  private DeadLetter thinnedBeyond(long held, DeadLetter letter) {
    return held + bytesOf(letter) <= bounds.wholeBytes()
        ? letter
        : letter.cutTo(bounds.thinnedBytes());
  }

  @Override
  public List<DeadLetter> take(long bytes) {
    List<DeadLetter> batch = new ArrayList<>();
    long taken = 0;
    while (!waiting.isEmpty()
        && (batch.isEmpty() || taken + bytesOf(waiting.getFirst()) <= bytes)) {
      DeadLetter letter = waiting.removeFirst();
      batch.add(letter);
      taken += bytesOf(letter);
      remember(letter);
    }
    waitingBytes -= taken;
    return batch;
  }

  private void remember(DeadLetter letter) {
    if (forgetful) {
      return;
    }
    DeadLetter remembered = thinnedBeyond(writtenBytes, letter);
    written.addLast(remembered);
    writtenBytes += bytesOf(remembered);
  }

  /** In a transaction that is not committed yet, so they stay. */
  @Override
  public void written() {}

  /** What was taken is in a transaction that will be committed. */
  @Override
  public void committed() {
    written.clear();
    writtenBytes = 0;
    forgetful = false;
  }

  /**
   * Makes room: of this transaction nothing is remembered any more, so that it has to be committed
   * at the next checkpoint.
   */
  @Override
  public void forgetWritten() {
    committed();
    forgetful = true;
  }

  @Override
  public boolean isForgetful() {
    return forgetful;
  }

  @Override
  public boolean isFull() {
    return bytes() >= bounds.mostBytes();
  }

  /** Letters are thinned long before. */
  @Override
  public boolean hasReserve() {
    return false;
  }

  @Override
  public boolean areWaiting() {
    return !waiting.isEmpty();
  }

  @Override
  public long bytes() {
    return waitingBytes + writtenBytes;
  }

  /** All that would be lost with the open transaction, in the order in which they came. */
  @Override
  public List<DeadLetter> all() {
    if (forgetful) {
      throw new IllegalStateException("letters that were written are forgotten: commit them");
    }
    List<DeadLetter> all = new ArrayList<>(written);
    all.addAll(waiting);
    return all;
  }
}
