package dev.vedette.cli.cost;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells of one provider again and again, as many runs would; ends with 1 if it ever was lost. */
final class TellMetrics {
  private static final int TIMES = 300;

  private TellMetrics() {}

  public static void main(String[] args) throws Exception {
    Reconciliation found = ReconcileMetricsTest.theft();
    String provider = args[1];
    var isLost = new AtomicBoolean();
    for (int i = 0; i < TIMES; i++) {
      boolean isFirst = i == 0;
      ReconcileMetrics.update(
          Path.of(args[0]),
          metrics -> {
            String before = new String(metrics.bytes(), StandardCharsets.UTF_8);
            isLost.compareAndSet(false, !isFirst && !before.contains('"' + provider + '"'));
            metrics.alarm(Set.of(provider), found);
          });
    }
    System.exit(isLost.get() ? 1 : 0);
  }
}
