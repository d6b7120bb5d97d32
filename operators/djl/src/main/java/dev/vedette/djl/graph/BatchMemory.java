package dev.vedette.djl.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Direct memory for batches, which is handed out again when it was given back. Java frees such
 * memory only when the collector comes across its buffer; one that outlived a few small collections
 * waits for a large one, and a job that keeps its pictures short-lived may have none for weeks.
 *
 * <p>Thread-safe.
 */
public final class BatchMemory {
  private static final int MOST_FREE_OF_A_SIZE = 8;

  /** More would be kept for gates of other shapes than those that serve. */
  private static final long MOST_FREE_BYTES = 128L << 20;

  private static final Map<Integer, Deque<ByteBuffer>> FREE = new HashMap<>();
  private static long freeBytes;

  private BatchMemory() {}

  /** Memory of this size, at its beginning, in native order; what is in it is undefined. */
  public static ByteBuffer take(int bytes) {
    synchronized (FREE) {
      Deque<ByteBuffer> free = FREE.get(bytes);
      if (free != null && !free.isEmpty()) {
        freeBytes -= bytes;
        return free.pop().clear();
      }
    }
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Gives memory back. Whoever took it must not touch it again. */
  public static void giveBack(ByteBuffer memory) {
    synchronized (FREE) {
      Deque<ByteBuffer> free = FREE.computeIfAbsent(memory.capacity(), size -> new ArrayDeque<>());
      if (free.size() < MOST_FREE_OF_A_SIZE && freeBytes + memory.capacity() <= MOST_FREE_BYTES) {
        freeBytes += memory.capacity();
        free.push(memory);
      }
    }
  }
}
