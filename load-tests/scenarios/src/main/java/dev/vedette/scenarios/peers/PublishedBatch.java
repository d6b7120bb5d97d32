package dev.vedette.scenarios.peers;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What travels through the published design from end to end: a batch of inputs, here of one, as
 * lists of decimals, to which its predictions are added. Public, with public fields, because Flink
 * serializes it.
 */
@TypeInfo(PublishedBatch.Fields.class)
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

  /**
   * How Flink hands it from task to task.
   *
   * @param byKryo as the published code has it, whose batches Flink cannot look into
   */
  static TypeInformation<PublishedBatch> type(boolean byKryo) {
    return byKryo
        ? new GenericTypeInfo<>(PublishedBatch.class)
        : TypeInformation.of(PublishedBatch.class);
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

  /** Names its lists' types, which Flink does not see in a field, and would give to Kryo. */
  public static final class Fields extends TypeInfoFactory<PublishedBatch> {
    @Override
    public TypeInformation<PublishedBatch> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return Types.POJO(
          PublishedBatch.class,
          Map.of(
              "createdAt",
              Types.LONG,
              "inputs",
              Types.LIST(Types.LIST(Types.FLOAT)),
              "predictions",
              Types.STRING));
    }
  }
}
