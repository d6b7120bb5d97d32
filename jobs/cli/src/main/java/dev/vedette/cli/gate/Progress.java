package dev.vedette.cli.gate;

import java.io.PrintWriter;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** How far a long piece of work is, said every few seconds. */
final class Progress implements IntConsumer {
  private static final long QUIET_NANOS = 5_000_000_000L;

  private final PrintWriter out;
  private final String what;
  private final int all;
  private final LongSupplier clock;
  private long saidNanos;

  /**
   * @param clock monotonic, in nanoseconds
   */
  Progress(PrintWriter out, String what, int all, LongSupplier clock) {
    this.out = out;
    this.what = what;
    this.all = all;
    this.clock = clock;
    saidNanos = clock.getAsLong();
  }

  @Override
  public void accept(int done) {
    long now = clock.getAsLong();
    if (now - saidNanos >= QUIET_NANOS) {
      saidNanos = now;
      out.printf("  %d of %d %s%n", done, all, what);
      out.flush();
    }
  }
}
