package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {
  private final List<String> lines = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final RateLimitedLog log = new RateLimitedLog(HeardWarnings.into(lines), nanos::get);

  @Test
  void theFirstWarningIsWritten() {
    log.warn("offline", "No answer from {}.", "p");
    assertThat(lines).containsExactly("No answer from p.");
  }

  @Test
  void moreOfTheSameIsCountedAndNotWritten() {
    log.warn("offline", "a");
    log.warn("offline", "b");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(10) - 1);
    log.warn("offline", "c");
    assertThat(lines).hasSize(1);

    nanos.addAndGet(1);
    log.warn("offline", "d");
    assertThat(lines.get(1)).isEqualTo("d (2 more like this since the last line)");
  }

  @Test
  void theCountStartsAfresh() {
    log.warn("offline", "a");
    log.warn("offline", "b");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
    log.warn("offline", "c");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
    log.warn("offline", "d");
    assertThat(lines.get(2)).isEqualTo("d");
  }

  @Test
  void topicsAreLimitedApart() {
    log.warn("offline", "a");
    log.warn("refused", "b");
    assertThat(lines).hasSize(2);
  }
}
