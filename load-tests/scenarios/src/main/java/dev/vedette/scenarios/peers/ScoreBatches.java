package dev.vedette.scenarios.peers;

import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** The same as {@link ScoreDigits}, of what the published design hands from task to task. */
final class ScoreBatches extends RichMapFunction<PublishedBatch, PublishedBatch> {
  private static final long serialVersionUID = 1;

  private transient @Nullable DigitModel model;
  private transient @Nullable Counter scored;

  @Override
  public void open(OpenContext context) throws Exception {
    model = DigitModel.open(false);
    scored = getRuntimeContext().getMetricGroup().counter(ScoreDigits.SCORED);
  }

  @Override
  public PublishedBatch map(PublishedBatch batch) {
    float score = Objects.requireNonNull(model).score(batch.rgb());
    batch.predictions = List.of(List.of(score)).toString();
    Objects.requireNonNull(scored).inc();
    return batch;
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
