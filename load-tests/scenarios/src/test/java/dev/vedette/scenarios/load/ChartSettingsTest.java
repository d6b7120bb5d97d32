package dev.vedette.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.scenarios.capacity.NetworkMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;

class ChartSettingsTest {
  private static final Path CHART = Path.of("../../helm/vedette");

  @Test
  void theFirstSlotHasWhatTheChartGivesOne() throws IOException {
    Map<String, String> settings = ChartSettings.ofTaskManager(1, Map.of());

    assertThat(taskManagerValues())
        .contains("  memory: " + settings.get(ChartSettings.MEMORY) + "\n")
        .contains("  offHeap: " + settings.get("taskmanager.memory.task.off-heap.size") + "\n");
  }

  @Test
  void furtherSlotsHaveWhatTheChartsRuleSays() throws IOException {
    assertThat(taskManagerValues()).contains(ChartSettings.memoryInWords());
    assertThat(ChartSettings.ofTaskManager(4, Map.of()))
        .containsEntry(ChartSettings.MEMORY, "3100m");
  }

  @Test
  void compilerAndHeartbeatsAreTheCharts() throws IOException {
    Map<String, String> settings = ChartSettings.ofTaskManager(1, Map.of());

    assertThat(Files.readString(CHART.resolve("templates/_helpers.tpl")))
        .contains(line(settings, "env.java.opts.taskmanager"))
        .contains(line(settings, "heartbeat.interval"))
        .contains(line(settings, "heartbeat.timeout"));
  }

  @Test
  void onlyStateOnTheHeapNeedsNoMemoryThatFlinkManages() throws IOException {
    String managed = "taskmanager.memory.managed.size";
    assertThat(Files.readString(CHART.resolve("templates/_helpers.tpl")))
        .contains("(dict \"taskmanager.memory.managed.fraction\" \"0\")");

    assertThat(ChartSettings.ofTaskManager(1, Map.of())).containsEntry(managed, "0");
    assertThat(ChartSettings.ofTaskManager(1, Map.of("state.backend.type", "rocksdb")))
        .doesNotContainKey(managed);
  }

  @Test
  void networkMemoryIsWhatTheCapacityPageReckonsWith() {
    var configuration = Configuration.fromMap(ChartSettings.ofTaskManager(1, Map.of()));

    assertThat(
            TaskExecutorProcessUtils.processSpecFromConfig(configuration)
                .getNetworkMemSize()
                .getBytes())
        .isEqualTo(NetworkMemory.GIVEN_BYTES);
  }

  private static String line(Map<String, String> settings, String key) {
    return "\"%s\" \"%s\"".formatted(key, settings.get(key));
  }

  private static String taskManagerValues() throws IOException {
    String values = Files.readString(CHART.resolve("values.yaml"));
    int from = values.indexOf("\ntaskManager:\n");
    return values.substring(from, values.indexOf("\nhighAvailability:\n"));
  }
}
