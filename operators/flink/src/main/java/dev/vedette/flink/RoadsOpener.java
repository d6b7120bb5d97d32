package dev.vedette.flink;

import dev.vedette.core.brain.Roads;
import java.io.IOException;
import java.io.Serializable;

/** Ships with the job graph, without any key; builds the clients on the task manager. */
@FunctionalInterface
public interface RoadsOpener extends Serializable {
  Roads open() throws IOException;
}
