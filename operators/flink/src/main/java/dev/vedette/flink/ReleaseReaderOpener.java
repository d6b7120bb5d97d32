package dev.vedette.flink;

import dev.vedette.core.release.ReleaseReader;
import java.io.Serializable;

/** Ships with the job graph; makes the reader of releases where it is needed. */
@FunctionalInterface
public interface ReleaseReaderOpener extends Serializable {
  ReleaseReader open();
}
