package dev.vedette.djl.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of an ONNX file.
 *
 * <p>Input and outputs are tensors over our own memory: the caller's batch is read where it stands,
 * and the answers are written where they are read. The tensors are kept for the next call, which is
 * most often of the same batch and size.
 */
final class OnnxModelCall implements NetworkCall {
  private static final int USUAL_BATCH = 32;

  private final String folder;
  private final OrtSession session;
  private final Ends ends;
  private final ByteBuffer[] results;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();
  private @Nullable ByteBuffer boundBatch;
  private int boundEvents;

  OnnxModelCall(String folder, OrtSession session, Ends ends) {
    this.folder = folder;
    this.session = session;
    this.ends = ends;
    results = new ByteBuffer[ends.outputs().size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = ByteBuffer.allocateDirect(bytesOf(i, USUAL_BATCH));
    }
  }

  @Override
  public void run(ByteBuffer batch, int events, float[]... answers) {
    ends.requireIn(batch, events);
    try {
      if (boundBatch != batch || boundEvents != events) {
        bind(batch, events);
      }
      session.run(inputs, Set.of(), outputs).close();
    } catch (OrtException e) {
      throw new GraphException(folder + " failed: " + e.getMessage(), e);
    }
    for (int i = 0; i < results.length; i++) {
      first(results[i], bytesOf(i, events))
          .asFloatBuffer()
          .get(answers[i], 0, bytesOf(i, events) / Float.BYTES);
    }
  }

  private void bind(ByteBuffer batch, int events) throws OrtException {
    close();
    var environment = OrtEnvironment.getEnvironment();
    Ends.Input in = ends.input();
    ByteBuffer input = first(batch, events * in.eventBytes());
    inputs.put(
        in.name(),
        switch (in.element()) {
          case UINT8 ->
              OnnxTensor.createTensor(environment, input, in.shapeOf(events), OnnxJavaType.UINT8);
          case FLOAT32 ->
              OnnxTensor.createTensor(environment, input.asFloatBuffer(), in.shapeOf(events));
        });
    for (int i = 0; i < results.length; i++) {
      int bytes = bytesOf(i, events);
      if (results[i].capacity() < bytes) {
        results[i] = ByteBuffer.allocateDirect(bytes);
      }
      Ends.Output out = ends.outputs().get(i);
      outputs.put(
          out.name(),
          OnnxTensor.createTensor(
              environment, first(results[i], bytes).asFloatBuffer(), out.shapeOf(events)));
    }
    boundBatch = batch;
    boundEvents = events;
  }

  private int bytesOf(int output, int events) {
    return events * ends.outputs().get(output).size() * Float.BYTES;
  }

  /** A tensor lies over what is between position and limit, in the order that the buffer says. */
  private static ByteBuffer first(ByteBuffer buffer, int bytes) {
    return buffer.duplicate().clear().limit(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    boundBatch = null;
    inputs.values().forEach(OnnxTensor::close);
    inputs.clear();
    outputs.values().forEach(OnnxTensor::close);
    outputs.clear();
  }
}
