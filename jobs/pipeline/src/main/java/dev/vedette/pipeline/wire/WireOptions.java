package dev.vedette.pipeline.wire;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * In which format records are written, and whose registry is asked about those that are read.
 *
 * @param registry null where there is none; then only records with the header can be read
 */
public record WireOptions(WireFormat format, @Nullable RegistryOptions registry)
    implements Serializable {
  public static final WireOptions PLAIN = new WireOptions(WireFormat.PLAIN, null);

  public WireOptions {
    if (format == WireFormat.CONFLUENT && registry == null) {
      throw new IllegalArgumentException("the Confluent format needs a registry");
    }
  }
}
