package dev.vedette.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LooksTest {
  @Test
  void metricsOfAllProcessesAreAddedUp() {
    Map<String, Double> series = new HashMap<>();
    for (String line :
        List.of(
            "# HELP vedette_events_total nothing",
            "vedette_events_total{outcome=\"cloud\",subtask_index=\"0\"} 3.0",
            "vedette_events_total{outcome=\"edge\",subtask_index=\"0\"} 2.0",
            "vedette_events_total{outcome=\"cloud\",subtask_index=\"0\"} 4.0",
            "vedette_events_received_total{subtask_index=\"0\"} 5.0",
            "vedette_events_received_total{subtask_index=\"1\"} 6.0",
            "jvm_threads 9.0")) {
      JobMetrics.add(line, series);
    }
    var metrics = new JobMetrics(series);
    assertThat(metrics.outcome("cloud")).isEqualTo(7);
    assertThat(metrics.count("vedette_events_total")).isEqualTo(9);
    assertThat(metrics.count("vedette_events_received_total")).isEqualTo(11);
    assertThat(metrics.subtasks("vedette_events_received_total")).isEqualTo(2);
    assertThat(metrics.subtasks("vedette_none")).isZero();
  }

  @Test
  void nobodyAtAPortHasNoMetrics() {
    assertThat(JobMetrics.read(1, 1).series()).isEmpty();
  }

  @Test
  void whatAProcessTakesIsReadFromProc() {
    assertThat(ProcessUsage.resident(List.of("Name:\tjava", "VmRSS:\t  2048 kB")))
        .isEqualTo(2L << 20);
    assertThat(ProcessUsage.resident(List.of("Name:\tjava"))).isZero();
    String stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 1 2 3 4 250 50 0 0 20 0 9 0 100 5 6";
    assertThat(ProcessUsage.cpu(stat)).isEqualTo(3.0);
  }

  @Test
  void aThreadThatWroteCheckpointsIsRememberedWhenItHasEnded() throws Exception {
    var threads = new CheckpointThreads();
    String name = "(AsyncOperations)";
    threads.note("8", stat(name, 250, 100));
    threads.note("9", stat(name, 100, 100));
    threads.note("9", stat(name, 150, 100));
    threads.note("9", stat(name, 50, 900)); // another one, which has its number
    threads.note("10", stat("(judge events)", 900, 100));
    assertThat(threads.seconds(List.of(Long.MAX_VALUE))).isEqualTo(4.5);
  }

  private static String stat(String name, int ticks, int started) {
    return "8 %s S 1 7 7 0 -1 4194560 1 2 3 4 %d 0 0 0 20 0 9 0 %d 5 6"
        .formatted(name, ticks, started);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aThreadThatWritesCheckpointsIsKnownByItsName() throws Exception {
    var threads = new CheckpointThreads();
    List<Long> here = List.of(ProcessHandle.current().pid());
    var busy = new CountDownLatch(1);
    var seen = new CountDownLatch(1);
    var writer = new FutureTask<Void>(() -> takeSomeTime(busy, seen), null);
    var thread = new Thread(writer, "AsyncOperations-thread-1");
    thread.start();
    busy.await();
    double taken = threads.seconds(here);
    seen.countDown();
    writer.get();
    thread.join();
    assertThat(taken).isPositive();
    assertThat(threads.seconds(here)).isGreaterThanOrEqualTo(taken);
  }

  private static void takeSomeTime(CountDownLatch busy, CountDownLatch seen) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    while (threads.getCurrentThreadCpuTime() < Duration.ofMillis(50).toNanos()) {
      Thread.onSpinWait();
    }
    busy.countDown();
    try {
      seen.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anEdgeHasTheLongestOfItsTask() throws Exception {
    var task =
        new ObjectMapper()
            .readTree(
                """
                {"summary": {"alignment": {"duration": {"min": 1, "max": 70},
                  "persisted": {"max": 900}}, "start_delay": {"max": 15}},
                 "subtasks": [{"unaligned_checkpoint": false}, {"unaligned_checkpoint": true}]}
                """);
    EdgeAlignment hash = JobRest.alignment(4, "judge", "follow", "HASH", task);
    assertThat(hash).isEqualTo(new EdgeAlignment(4, "judge", "follow", "HASH", 70, 900, 15, true));
    assertThat(hash.staysAligned()).isFalse();
    EdgeAlignment forward = JobRest.alignment(5, "judge", "follow", "FORWARD", task);
    assertThat(forward.staysAligned()).isTrue();
    assertThat(JobRest.alignment(5, "judge", "follow", "BROADCAST", task).staysAligned()).isTrue();
    EdgeAlignment shorter = new EdgeAlignment(6, "judge", "follow", "HASH", 20, 0, 40, false);
    assertThat(AlignmentTable.longest(List.of(hash, shorter, forward)))
        .containsExactly(
            new EdgeAlignment(4, "judge", "follow", "HASH", 70, 900, 40, true), forward);
  }

  @Test
  void aTaskIsCalledByItsFirstOperators() {
    assertThat(JobRest.brief("ask brain")).isEqualTo("ask brain");
    assertThat(JobRest.brief("say verdicts -> (count verdicts -> publish: Writer, keep: Writer)"))
        .isEqualTo("say verdicts -> count verdicts …");
  }

  @Test
  void theBusiestDevicesAreTheFirstOfTheirKinds() {
    assertThat(SkewedDevices.isBusiest("camera-000")).isTrue();
    assertThat(SkewedDevices.isBusiest("pump-00000")).isTrue();
    assertThat(SkewedDevices.isBusiest("pump-00010")).isFalse();
    assertThat(SkewedDevices.isBusiest("camera-100")).isFalse();
  }
}
