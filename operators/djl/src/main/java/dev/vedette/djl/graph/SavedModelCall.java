package dev.vedette.djl.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.AbstractTF_Tensor;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/** A call of a SavedModel's serving signature. */
final class SavedModelCall implements NetworkCall {
  static final String SIGNATURE = "serving_default";

  private static final int USUAL_BATCH = 32;

  private final GraphCall call;
  private final Ends ends;
  private final int element;
  private final ByteBuffer[] results;
  private final long[] resultBytes;

  SavedModelCall(GraphCall call, Ends ends) {
    this.call = call;
    this.ends = ends;
    element =
        switch (ends.input().element()) {
          case UINT8 -> tensorflow.TF_UINT8;
          case FLOAT32 -> tensorflow.TF_FLOAT;
        };
    results = new ByteBuffer[ends.outputs().size()];
    resultBytes = new long[results.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = buffer(USUAL_BATCH * ends.outputs().get(i).size());
    }
  }

  @Override
  public void run(ByteBuffer batch, int events, float[]... answers) {
    ends.requireIn(batch, events);
    for (int i = 0; i < results.length; i++) {
      int floats = events * ends.outputs().get(i).size();
      resultBytes[i] = (long) floats * Float.BYTES;
      if (results[i].capacity() < resultBytes[i]) {
        results[i] = buffer(floats);
      }
      results[i].clear();
    }
    long bytes = (long) events * ends.input().eventBytes();
    try (TF_Tensor tensor =
        AbstractTF_Tensor.allocateTensor(element, ends.input().shapeOf(events), bytes)) {
      Pointer.memcpy(
          tensorflow.TF_TensorData(tensor), new BytePointer(batch.duplicate().clear()), bytes);
      Optional<String> fault = call.run(tensor, results, resultBytes);
      if (fault.isPresent()) {
        throw call.failure(fault.get());
      }
    }
    for (int i = 0; i < results.length; i++) {
      results[i].flip().asFloatBuffer().get(answers[i], 0, (int) (resultBytes[i] / Float.BYTES));
    }
  }

  private static ByteBuffer buffer(int floats) {
    return ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    call.close();
  }
}
