package dev.vedette.flink;

import dev.vedette.core.episode.DeviceWatch;
import dev.vedette.core.episode.HeardDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices whose events come to this subtask, in checkpointed state: who counts them, and names
 * those that have fallen silent.
 *
 * <p>Operator state and not keyed: a device that is silent has no event with which its key could be
 * looked at. Each subtask is told of all devices and takes up those whose keys are its own.
 */
final class WatchedDevices {
  private static final Logger LOG = LoggerFactory.getLogger(FollowEpisodes.class);
  private static final ListStateDescriptor<HeardDevice> STATE =
      new ListStateDescriptor<>("heard", InOnePieceType.ofRecord(HeardDevice.class));

  private final ListState<HeardDevice> state;
  private final DeviceWatch watch;
  private final ProcessingTimeService time;
  private final Duration silentAfter;
  private final RateLimitedLog warnings;

  /** Many events come within a millisecond, and nobody falls silent within it. */
  private Instant lookedAt = Instant.MIN;

  private WatchedDevices(
      ListState<HeardDevice> state,
      DeviceWatch watch,
      ProcessingTimeService time,
      Duration silentAfter) {
    this.state = state;
    this.watch = watch;
    this.time = time;
    this.silentAfter = silentAfter;
    this.warnings = new RateLimitedLog(LOG, System::nanoTime);
  }

  static WatchedDevices restored(
      OperatorStateStore store, RuntimeContext runtime, Duration silentAfter) throws Exception {
    ListState<HeardDevice> state = store.getUnionListState(STATE);
    TaskInfo task = runtime.getTaskInfo();
    List<HeardDevice> own = new ArrayList<>();
    for (HeardDevice device : state.get()) {
      if (isOf(task, device.deviceKey())) {
        own.add(device);
      }
    }
    // Where a function is handed no context it is told no time, and a gauge is read by others.
    ProcessingTimeService time = ((StreamingRuntimeContext) runtime).getProcessingTimeService();
    return new WatchedDevices(
        state, DeviceWatch.restored(silentAfter, own, now(time)), time, silentAfter);
  }

  private static boolean isOf(TaskInfo task, String key) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
        == task.getIndexOfThisSubtask();
  }

  void show(MetricGroup group) {
    group.gauge(MetricNames.DEVICES, watch::known);
    group.gauge(MetricNames.DEVICES_SILENT, () -> watch.silent(now(time)));
  }

  void hear(String deviceKey) {
    Instant now = now(time);
    watch.hear(deviceKey, now);
    if (!now.equals(lookedAt)) {
      nameSilent(now);
    }
  }

  /** Names those that have fallen silent since somebody was heard. */
  void nameSilent() {
    nameSilent(now(time));
  }

  private void nameSilent(Instant now) {
    lookedAt = now;
    for (String deviceKey : watch.newlySilent(now)) {
      warnings.warn(
          "silent",
          "Nothing has come from {} for {} s: look at the device and its way to the broker. It counts"
              + " in vedette_devices_silent until it is heard, or a day has passed.",
          deviceKey,
          silentAfter.toSeconds());
    }
  }

  void snapshot() throws Exception {
    state.update(watch.remembered(now(time)));
  }

  private static Instant now(ProcessingTimeService time) {
    return Instant.ofEpochMilli(time.getCurrentProcessingTime());
  }
}
