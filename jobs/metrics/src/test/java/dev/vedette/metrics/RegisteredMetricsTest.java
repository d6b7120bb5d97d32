package dev.vedette.metrics;

import static dev.vedette.metrics.Board.counter;
import static dev.vedette.metrics.Board.vedette;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.junit.jupiter.api.Test;

class RegisteredMetricsTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 500;

  @Test
  void metricsMayComeAndGoWhileTheyAreScraped() throws Exception {
    Board board = new Board().with(counter(1), "vedette_events_total", vedette("outcome", "late"));
    ExecutorService pool = Executors.newFixedThreadPool(THREADS + 1);
    try {
      CountDownLatch busy = new CountDownLatch(THREADS);
      List<Future<?>> tasks = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        MetricPlace own = vedette("subtask_index", Integer.toString(t));
        MetricPlace shared = vedette("subtask_index", "all");
        tasks.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    Counter counter = counter(i);
                    board.with(counter, "vedette_events_total", own);
                    board.with(counter, "vedette_events_total", shared);
                    board.without(counter, "vedette_events_total", own);
                    board.without(counter, "vedette_events_total", shared);
                  }
                  busy.countDown();
                }));
      }
      tasks.add(
          pool.submit(
              () -> {
                do {
                  assertThat(board.scrape().value("vedette_events_total", "outcome", "late"))
                      .isEqualTo(1);
                } while (busy.getCount() > 0);
              }));
      for (Future<?> task : tasks) {
        task.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(board.scrape().samples("vedette_events_total")).hasSize(1);
  }
}
