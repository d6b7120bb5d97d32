package dev.vedette.scenarios.peers;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.engine.TensorFlowEngine;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The SavedModel that the Flink peer embeds, through TensorFlow's own Java API. */
final class DigitModel implements AutoCloseable {
  static final String LOCATION = "classpath:load-test-gates/digits";

  private final SavedModelBundle model;

  private DigitModel(SavedModelBundle model) {
    this.model = model;
  }

  /**
   * @param inCallersThread the session's operations run in the thread that calls it, as in
   *     Vedette's gate; otherwise in one of each kind, as the published design has it
   */
  static DigitModel open(boolean inCallersThread) throws Exception {
    TensorFlowEngine.start(); // unpacks the native libraries and loads them
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(inCallersThread ? -1 : 1)
            .build();
    return new DigitModel(
        SavedModelBundle.loader(GateArtefact.read(LOCATION).resolve("float32").toString())
            .withTags("serve")
            .withConfigProto(config)
            .load());
  }

  /**
   * One call of the session.
   *
   * @param rgb a picture of 28x28, three bytes a pixel
   */
  float score(byte[] rgb) {
    try (TUint8 input =
            TUint8.tensorOf(
                Shape.of(1, Digit.SIDE, Digit.SIDE, 3), DataBuffers.of(rgb, true, false));
        Result result = model.session().runner().feed("pictures", input).fetch("score").run()) {
      return ((TFloat32) result.get(0)).getFloat(0);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
