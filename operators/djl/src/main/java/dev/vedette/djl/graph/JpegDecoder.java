package dev.vedette.djl.graph;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.AbstractTF_Tensor;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * Turns JPEG files into pictures of the model's size, with the decoding graph of a gate.
 *
 * <p>The graph has one signature for each ratio by which the decoder can shrink while it decodes,
 * which skips most of the work. Not thread-safe: it keeps one string tensor and uses it for every
 * file, so that a file's bytes are copied once and nothing is allocated.
 */
public final class JpegDecoder implements AutoCloseable {
  private final int side;
  private final long[] pictureBytes;
  private final ByteBuffer[] targets = new ByteBuffer[1];
  private final TreeMap<Integer, GraphCall> calls = new TreeMap<>();
  private final TF_Tensor file;
  private final TF_TString content;

  /**
   * @param signatures the graph's signature for each ratio
   * @param side of a decoded picture, which is square
   */
  public JpegDecoder(SavedModel model, Map<Integer, String> signatures, int side) {
    this.side = side;
    pictureBytes = new long[] {3L * side * side};
    signatures.forEach((ratio, name) -> calls.put(ratio, model.call(name, "jpeg", "picture")));
    file =
        AbstractTF_Tensor.allocateTensor(
            tensorflow.TF_STRING, new long[0], Loader.sizeof(TF_TString.class));
    content = new TF_TString(tensorflow.TF_TensorData(file));
  }

  /**
   * The largest ratio that leaves the longer side at or above what the model sees; the graph does
   * the rest of the way and keeps the picture's shape. The same rule as in {@code models/build}.
   */
  public int ratioFor(int width, int height) {
    int longer = Math.max(width, height);
    for (int ratio : calls.descendingKeySet()) {
      if (ceilDiv(longer, ratio) >= side) {
        return ratio;
      }
    }
    return calls.firstKey();
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /**
   * Decodes a file to where the target's position is, which moves on by one picture.
   *
   * @return what is wrong with the file, if it is no JPEG that can be decoded; the target then
   *     stays as it is
   */
  public Optional<String> decode(byte[] jpeg, int ratio, ByteBuffer target) {
    GraphCall call = calls.get(ratio);
    if (call == null) {
      throw new IllegalArgumentException("no decoding by " + ratio + ", only " + calls.keySet());
    }
    // The graph would take PNG and GIF too, and it writes a line to the console for all others.
    if (jpeg.length < 3 || (jpeg[0] & 0xFF) != 0xFF || (jpeg[1] & 0xFF) != 0xD8) {
      return Optional.of("%d bytes that do not begin as a JPEG does".formatted(jpeg.length));
    }
    tensorflow.TF_TString_ResizeUninitialized(content, jpeg.length).put(jpeg, 0, jpeg.length);
    targets[0] = target;
    return call.run(file, targets, pictureBytes);
  }

  @Override
  public void close() {
    calls.values().forEach(GraphCall::close);
    content.close();
    file.close();
  }
}
