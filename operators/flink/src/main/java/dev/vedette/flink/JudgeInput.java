package dev.vedette.flink;

import dev.vedette.core.gate.Judged;
import org.apache.flink.streaming.api.operators.AbstractInput;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorV2;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One input of {@link JudgeEvents}. The time of the job is that of the events alone: announcements
 * have none, and would hold it back.
 */
final class JudgeInput<T> extends AbstractInput<T, Judged> {
  private final ThrowingConsumer<StreamRecord<T>, Exception> records;
  private final @Nullable Runnable beforeWatermark;

  private JudgeInput(
      AbstractStreamOperatorV2<Judged> owner,
      int inputId,
      ThrowingConsumer<StreamRecord<T>, Exception> records,
      @Nullable Runnable beforeWatermark) {
    super(owner, inputId);
    this.records = records;
    this.beforeWatermark = beforeWatermark;
  }

  /** One that brings the job's time. */
  static <T> JudgeInput<T> timed(
      AbstractStreamOperatorV2<Judged> owner,
      int inputId,
      ThrowingConsumer<StreamRecord<T>, Exception> records,
      Runnable beforeWatermark) {
    return new JudgeInput<>(owner, inputId, records, beforeWatermark);
  }

  /** One whose watermarks end here. */
  static <T> JudgeInput<T> timeless(
      AbstractStreamOperatorV2<Judged> owner,
      int inputId,
      ThrowingConsumer<StreamRecord<T>, Exception> records) {
    return new JudgeInput<>(owner, inputId, records, null);
  }

  @Override
  public void processElement(StreamRecord<T> element) throws Exception {
    records.accept(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (beforeWatermark != null) {
      beforeWatermark.run();
      owner.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    if (beforeWatermark != null) {
      output.emitWatermarkStatus(status);
    }
  }
}
