package dev.vedette.scenarios.peers;

import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** The embedded-SavedModel design: one session for the subtask, one call of it for each record. */
final class ScoreDigits extends RichMapFunction<Digit, Scored> {
  /** Of digits that have been scored. */
  static final String SCORED = "vedette_peer_scored_total";

  private static final long serialVersionUID = 1;

  private final boolean inCallersThread;
  private transient @Nullable DigitModel model;
  private transient @Nullable Counter scored;

  ScoreDigits(boolean inCallersThread) {
    this.inCallersThread = inCallersThread;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    model = DigitModel.open(inCallersThread);
    scored = getRuntimeContext().getMetricGroup().counter(SCORED);
  }

  @Override
  public Scored map(Digit digit) {
    float score = Objects.requireNonNull(model).score(digit.rgb());
    Objects.requireNonNull(scored).inc();
    return new Scored(digit.id(), score);
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
