package dev.vedette.scenarios.peers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What travels through the published design from end to end: a batch of inputs, here of one, as
 * lists of decimals, to which its predictions are added. Public, with public fields, because Flink
 * serializes it.
 */
public final class PublishedBatch {
  private static final float WHITE = 255;

  /** Milliseconds. */
  public long createdAt;

  /** From 0, black, to 1, white; 784 of each input. */
  public List<List<Float>> inputs = new ArrayList<>();

  public @Nullable String predictions;

  /** For Flink. */
  public PublishedBatch() {}

  static PublishedBatch of(byte[] grey, long createdAt) {
    List<Float> pixels = new ArrayList<>(grey.length);
    for (byte pixel : grey) {
      pixels.add(Byte.toUnsignedInt(pixel) / WHITE);
    }
    var batch = new PublishedBatch();
    batch.createdAt = createdAt;
    batch.inputs.add(pixels);
    return batch;
  }

  /** What the network reads of the first input: three bytes a pixel. */
  byte[] rgb() {
    byte[] rgb = new byte[3 * Digit.PIXELS];
    int place = 0;
    for (float pixel : inputs.get(0)) {
      byte value = (byte) Math.round(pixel * WHITE);
      rgb[place++] = value;
      rgb[place++] = value;
      rgb[place++] = value;
    }
    return rgb;
  }
}
