package dev.vedette.pipeline.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The registry gave no answer that can be used. That is no record's fault: whoever reads must wait
 * and try again, and must not take the record for a bad one.
 */
public final class SchemaRegistryException extends IOException {
  private static final long serialVersionUID = 1;

  SchemaRegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
