package dev.vedette.scenarios.peers;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The embedded-SavedModel design as it is published: one session for the subtask, one call of it
 * for each record, through TensorFlow's own Java API.
 */
final class ScoreDigits extends RichMapFunction<Digit, Scored> {
  static final String MODEL = "classpath:load-test-gates/digits";

  /** Of digits that have been scored. */
  static final String SCORED = "vedette_peer_scored_total";

  private static final long serialVersionUID = 1;

  private final boolean inCallersThread;
  private transient @Nullable SavedModelBundle model;
  private transient @Nullable Counter scored;

  /**
   * @param inCallersThread the session's operations run in the thread that calls it, as in
   *     Vedette's gate; otherwise TensorFlow's defaults hold
   */
  ScoreDigits(boolean inCallersThread) {
    this.inCallersThread = inCallersThread;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    TensorFlowEngine.start(); // unpacks the native libraries and loads them
    var config = ConfigProto.newBuilder();
    if (inCallersThread) {
      config.setIntraOpParallelismThreads(1).setInterOpParallelismThreads(-1);
    }
    model =
        SavedModelBundle.loader(GateArtefact.read(MODEL).resolve("float32").toString())
            .withTags("serve")
            .withConfigProto(config.build())
            .load();
    scored = getRuntimeContext().getMetricGroup().counter(SCORED);
  }

  @Override
  public Scored map(Digit digit) {
    try (TUint8 input =
            TUint8.tensorOf(
                Shape.of(1, Digit.SIDE, Digit.SIDE, 3), DataBuffers.of(digit.rgb(), true, false));
        Result result =
            Objects.requireNonNull(model)
                .session()
                .runner()
                .feed("pictures", input)
                .fetch("score")
                .run()) {
      Objects.requireNonNull(scored).inc();
      return new Scored(digit.id(), ((TFloat32) result.get(0)).getFloat(0));
    }
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
