package dev.vedette.flink;

import dev.vedette.core.brain.Brain;
import java.io.IOException;
import java.io.Serializable;

/** Ships with the job graph, without any key; builds the client on the task manager. */
@FunctionalInterface
public interface BrainOpener extends Serializable {
  Brain open() throws IOException;
}
