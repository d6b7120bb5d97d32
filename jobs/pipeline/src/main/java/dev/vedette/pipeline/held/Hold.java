package dev.vedette.pipeline.held;

import java.util.List;

/**
 * What waits to be written, and what was written and may have to be written anew. First in, first
 * out.
 *
 * <p>Not thread-safe.
 */
interface Hold<T> {
  /** Returns whether less is held of it than came. */
  boolean add(T one);

  /** Those that have waited longest: one at least, and no more than so many bytes of them. */
  List<T> take(long bytes);

  /** The broker has all that was taken so far. */
  void written();

  /** What was taken is answered for by somebody else. */
  void committed();

  /** Makes room, if something that was written can be done without. */
  void forgetWritten();

  /** Whether something was taken since the last commit that {@link #all} would not have. */
  boolean isForgetful();

  /** Whether nothing more is to be added for now. */
  boolean isFull();

  /** Whether one more may be added though it is full, by somebody who has waited for a while. */
  boolean hasReserve();

  boolean areWaiting();

  /** Of all, in memory. */
  long bytes();

  /** About what one takes, in memory and on the wire. */
  long bytesOf(T one);

  /** All that would be lost, in the order in which they came. */
  List<T> all();
}
