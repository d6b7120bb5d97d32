package dev.vedette.pipeline.wire;

import java.io.Serializable;
import java.time.Duration;
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

  /** The same, for somebody who waits so long for a registry that gives no answer. */
  public WireOptions withPatience(Duration patience) {
    return registry == null
        ? this
        : new WireOptions(
            format,
            new RegistryOptions(
                registry.uri(), registry.credentialsFile(), registry.timeout(), patience));
  }
}
