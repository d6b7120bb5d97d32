package dev.vedette.djl.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  private final String folder;
  private final OrtSession session;
  private final Ends ends;
  private @Nullable Bound bound;

  OnnxModelCall(String folder, OrtSession session, Ends ends) {
    this.folder = folder;
    this.session = session;
    this.ends = ends;
  }

  /** A batch buffer and a number of events, as ONNX Runtime wants to hear of them. */
  private static final class Bound implements AutoCloseable {
    private final ByteBuffer batch;
    private final int events;
    private final List<OnnxTensor> tensors = new ArrayList<>();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();
    private final List<ByteBuffer> results = new ArrayList<>();

    Bound(ByteBuffer batch, int events) {
      this.batch = batch;
      this.events = events;
    }

    void open(Ends ends) throws OrtException {
      Ends.Input in = ends.input();
      long[] shape = in.shapeOf(events);
      ByteBuffer whole = whole(batch, events * in.eventBytes());
      inputs.put(
          in.name(),
          opened(
              switch (in.element()) {
                case UINT8 ->
                    OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), whole, shape, OnnxJavaType.UINT8);
                case FLOAT32 ->
                    OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), whole.asFloatBuffer(), shape);
              }));
      for (Ends.Output out : ends.outputs()) {
        ByteBuffer result = ByteBuffer.allocateDirect(events * out.size() * Float.BYTES);
        results.add(result.order(ByteOrder.nativeOrder()));
        outputs.put(
            out.name(),
            opened(
                OnnxTensor.createTensor(
                    OrtEnvironment.getEnvironment(), result.asFloatBuffer(), out.shapeOf(events))));
      }
    }

    private OnnxTensor opened(OnnxTensor tensor) {
      tensors.add(tensor);
      return tensor;
    }

    /** A tensor is over what lies between position and limit, in the processor's order. */
    private static ByteBuffer whole(ByteBuffer batch, int bytes) {
      return batch.duplicate().clear().limit(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
      tensors.forEach(OnnxTensor::close);
    }
  }

  @Override
  public void run(ByteBuffer batch, int events, float[]... answers) {
    ends.requireIn(batch, events);
    try {
      Bound call = bound(batch, events);
      try (OrtSession.Result result = session.run(call.inputs, Set.of(), call.outputs)) {
        if (result.size() != answers.length) {
          throw failure("%d outputs, not %d".formatted(result.size(), answers.length), null);
        }
      }
      for (int i = 0; i < answers.length; i++) {
        ByteBuffer numbers = call.results.get(i);
        numbers.asFloatBuffer().get(answers[i], 0, numbers.capacity() / Float.BYTES);
      }
    } catch (OrtException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    }
  }

  private Bound bound(ByteBuffer batch, int events) throws OrtException {
    Bound last = bound;
    if (last != null && last.batch == batch && last.events == events) {
      return last;
    }
    close();
    var next = new Bound(batch, events);
    bound = next;
    next.open(ends);
    return next;
  }

  private GraphException failure(String fact, @Nullable OrtException cause) {
    return new GraphException(folder + " failed: " + fact, cause);
  }

  @Override
  public void close() {
    if (bound != null) {
      bound.close();
      bound = null;
    }
  }
}
