package dev.vedette.flink;

import dev.vedette.core.gate.Gate;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.ReleaseRefusedException;
import java.io.IOException;
import java.io.Serializable;

/** Ships with the job graph; opens gates on the task manager that will use them. */
public interface GateOpener extends Serializable {
  /** The gate of the job's configuration. Blocks until it has loaded and passed its self-test. */
  OpenedGate open() throws IOException;

  /**
   * What releases have made of it. Blocks likewise, so it is called beside the alert path.
   *
   * @throws ReleaseRefusedException if an artefact cannot be fetched, is damaged, does not fit or
   *     fails its self-test
   */
  OpenedGate open(Lineage lineage) throws ReleaseRefusedException;

  /**
   * What judges all events of the operator: the gate that serves, whichever that is, and around it
   * what judges the events that are not for it. Closes that gate with itself.
   */
  Gate around(Gate serving);
}
