package dev.vedette.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Threads and file descriptors of this process, but for the simulated provider's own threads: it
 * has as many as ever waited in it at once.
 */
record HeldByProcess(int threads, long descriptors) {
  private static final int QUIET_SECONDS = 3;
  private static final String PROVIDER = "simulated-provider-";

  /** Once nothing more is let go of: connections close when both ends have had their turn. */
  static HeldByProcess atLast() throws IOException, InterruptedException {
    HeldByProcess last = now();
    for (int quiet = 0; quiet < QUIET_SECONDS; quiet++) {
      TimeUnit.SECONDS.sleep(1);
      HeldByProcess next = now();
      if (next.threads < last.threads || next.descriptors < last.descriptors) {
        quiet = -1;
      }
      last = next;
    }
    return last;
  }

  private static HeldByProcess now() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !thread.getName().startsWith(PROVIDER))
              .count();
      return new HeldByProcess((int) threads, open.count());
    }
  }
}
