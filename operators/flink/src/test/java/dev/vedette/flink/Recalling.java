package dev.vedette.flink;

import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.DeferredQuestions.record;
import static dev.vedette.flink.Examples.START;

import dev.vedette.core.backlog.BacklogBounds;
import dev.vedette.core.backlog.Recall;
import dev.vedette.core.brain.DeferredLine;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** Runs of {@link RecallDeferred}, with a road and a store that outlive them. */
final class Recalling {
  /** After which one that was recalled counts as lost. */
  static final Duration AWAY = Duration.ofMinutes(2);

  private static final long NOW = START.toEpochMilli();

  final OpenRoad road = new OpenRoad(new SlowBrain());
  final KeptHere store = new KeptHere();
  final RegisteredMetrics metrics = new RegisteredMetrics();
  BacklogBounds bounds = new BacklogBounds(10, 1_000, AWAY);

  /** At which the next line stands. */
  long offset = 100;

  void keep(
      OneInputStreamOperatorTestHarness<DeferredRecord, Recall> recall,
      String id,
      int priority,
      int seconds)
      throws Exception {
    process(recall, DeferredLine.kept(deferred(id, priority, seconds)));
  }

  void end(OneInputStreamOperatorTestHarness<DeferredRecord, Recall> recall, String id)
      throws Exception {
    process(recall, DeferredLine.ended(deferred(id, 1, 1)));
  }

  void process(
      OneInputStreamOperatorTestHarness<DeferredRecord, Recall> recall, @Nullable DeferredLine line)
      throws Exception {
    recall.processElement(new StreamRecord<>(record(offset++, line)));
  }

  /** The events that were called back to be asked. */
  static List<String> asked(OneInputStreamOperatorTestHarness<DeferredRecord, Recall> recall) {
    return recall.extractOutputValues().stream()
        .filter(one -> !one.close())
        .map(one -> one.kept().question().header().eventId())
        .toList();
  }

  /** One that goes on from what an earlier one has left; from nothing where that is null. */
  OneInputStreamOperatorTestHarness<DeferredRecord, Recall> opened(
      @Nullable OperatorSubtaskState snapshot) throws Exception {
    return opened(snapshot, 1);
  }

  OneInputStreamOperatorTestHarness<DeferredRecord, Recall> opened(
      @Nullable OperatorSubtaskState snapshot, int subtasks) throws Exception {
    var settings = new BacklogSettings(bounds, Duration.ofMillis(100));
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new RecallDeferredFactory(road.opener(), store.opener(), settings),
            TypeInformation.of(DeferredRecord.class)
                .createSerializer(new ExecutionConfig().getSerializerConfig()),
            metrics.environment(subtasks, 0));
    harness.setup();
    harness.setProcessingTime(NOW);
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }
}
