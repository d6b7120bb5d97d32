package dev.vedette.djl.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.AbstractTF_Tensor;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * Runs a gate's network over a batch of pictures: bytes in, one score a picture out.
 *
 * <p>Not thread-safe. A batch costs one call of the session.
 */
public final class PictureScorer implements AutoCloseable {
  private static final String SIGNATURE = "serving_default";
  private static final String INPUT = "pictures";

  private final GraphCall call;
  private final int side;
  private final int pictureBytes;
  private ByteBuffer result = buffer(32);

  public PictureScorer(SavedModel model, String output, int side) {
    call = model.call(SIGNATURE, INPUT, output);
    this.side = side;
    this.pictureBytes = side * side * 3;
  }

  /**
   * Scores the first pictures of a direct buffer; position and limit are not looked at.
   *
   * @param scores receives {@code count} scores
   */
  public void score(ByteBuffer pictures, int count, float[] scores) {
    long bytes = (long) count * pictureBytes;
    if (count < 1 || bytes > pictures.capacity() || !pictures.isDirect()) {
      throw new IllegalArgumentException(
          "%d pictures of %d bytes are not in a %s"
              .formatted(count, pictureBytes, pictures.duplicate().clear()));
    }
    if (result.capacity() < count * Float.BYTES) {
      result = buffer(count);
    }
    try (TF_Tensor batch =
        AbstractTF_Tensor.allocateTensor(
            tensorflow.TF_UINT8, new long[] {count, side, side, 3}, bytes)) {
      Pointer.memcpy(
          tensorflow.TF_TensorData(batch), new BytePointer(pictures.duplicate().clear()), bytes);
      result.clear();
      Optional<String> fault = call.run(batch, result, (long) count * Float.BYTES);
      if (fault.isPresent()) {
        throw call.failure(fault.get());
      }
      result.flip().asFloatBuffer().get(scores, 0, count);
    }
  }

  private static ByteBuffer buffer(int scores) {
    return ByteBuffer.allocate(scores * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    call.close();
  }
}
