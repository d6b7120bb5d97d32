package dev.vedette.pipeline;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import java.util.List;

/** A gate out of an artefact, which stays on this machine as long as the gate is open. */
final class ReleasedGate implements Gate {
  private final Gate network;
  private final String sha256;

  ReleasedGate(Gate network, String sha256, String gateId) {
    this.network = network;
    this.sha256 = sha256;
    KeptArtefacts.use(sha256, gateId);
  }

  @Override
  public List<Finding> judge(List<Event> events) {
    return network.judge(events);
  }

  @Override
  public void close() {
    KeptArtefacts.letGo(sha256);
    network.close();
  }
}
