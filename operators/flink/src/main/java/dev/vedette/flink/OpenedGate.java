package dev.vedette.flink;

import dev.vedette.core.gate.Gate;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/**
 * A gate that serves, and what has to be said about it.
 *
 * @param name of the gate and its version
 * @param variant that was chosen
 * @param refusals better variants that failed their self-test, with the reason in a word
 */
public record OpenedGate(Gate gate, String name, String variant, Map<String, String> refusals) {

  /** Ships with the job graph; opens the gate on the task manager that will use it. */
  @FunctionalInterface
  public interface Opener extends Serializable {
    /** Blocks until the gate has loaded and passed its self-test. */
    OpenedGate open() throws IOException;
  }
}
