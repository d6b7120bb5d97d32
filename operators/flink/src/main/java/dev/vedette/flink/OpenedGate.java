package dev.vedette.flink;

import dev.vedette.core.gate.Gate;
import java.util.Map;

/**
 * A gate that can serve, and what has to be said about it.
 *
 * @param gate that releases replace, without what {@link GateOpener#around} puts around it
 * @param name of the gate, without its version
 * @param version that its judgements carry
 * @param variant that was chosen
 * @param refusals better variants that failed their self-test, with the reason in a word
 */
public record OpenedGate(
    Gate gate, String name, String version, String variant, Map<String, String> refusals) {
  /** The same with another word on events. */
  public OpenedGate with(Gate other) {
    return new OpenedGate(other, name, version, variant, refusals);
  }
}
