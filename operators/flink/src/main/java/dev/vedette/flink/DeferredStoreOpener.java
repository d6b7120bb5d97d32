package dev.vedette.flink;

import dev.vedette.core.backlog.DeferredStore;
import java.io.Serializable;

/** Ships with the job graph; connects on the task manager that will read. */
@FunctionalInterface
public interface DeferredStoreOpener extends Serializable {
  DeferredStore open();
}
