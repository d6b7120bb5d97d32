package dev.vedette.scenarios;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Events on schedule, from a thread of their own, for as long as something else goes on. */
final class PacedLoad implements AutoCloseable {
  /** After so long the producer's own buffers are flushed, and the load can end. */
  private static final double STRETCH_SECONDS = 5;

  private final Source source;
  private final Input input;
  private final double perSecond;
  private final CompletableFuture<Long> sent;
  private volatile boolean ending;

  private PacedLoad(Source source, Input input, double perSecond) {
    this.source = source;
    this.input = input;
    this.perSecond = perSecond;
    this.sent = CompletableFuture.supplyAsync(this::send);
  }

  static PacedLoad start(Source source, Input input, double perSecond) {
    return new PacedLoad(source, input, perSecond);
  }

  private long send() {
    int events = (int) Math.ceil(perSecond * STRETCH_SECONDS);
    long all = 0;
    while (!ending) {
      try {
        source.pace(input, events, perSecond);
      } catch (IOException e) {
        throw new CompletionException("no more load after %d events".formatted(all), e);
      }
      all += events;
    }
    return all;
  }

  /** Whether nothing is sent any more although nobody has ended it. */
  boolean hasFailed() {
    return sent.isCompletedExceptionally();
  }

  /** Throws what has ended the load, if it has ended. */
  void requireGoingOn() {
    if (hasFailed()) {
      sent.join();
    }
  }

  /** Ends with the stretch that is under way; how many events were sent, and are in the topic. */
  long end() {
    ending = true;
    return sent.join();
  }

  @Override
  public void close() {
    ending = true;
  }
}
