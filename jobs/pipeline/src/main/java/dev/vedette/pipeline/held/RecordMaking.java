package dev.vedette.pipeline.held;

import java.io.IOException;
import java.io.Serializable;

/** Makes a record of a value. */
@FunctionalInterface
public interface RecordMaking<T> extends Serializable {
  HeldRecord of(T value) throws IOException;
}
