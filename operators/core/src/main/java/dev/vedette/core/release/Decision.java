package dev.vedette.core.release;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator tells every subtask of a release. Activation and refusal are final.
 *
 * @param sequence of the release
 * @param reason of a refusal; null otherwise
 * @param detail of a refusal, in a sentence
 * @param tally of all subtasks together
 */
public record Decision(
    long sequence,
    Step step,
    ReleaseRefusedException.@Nullable Reason reason,
    String detail,
    Tally tally)
    implements Serializable {
  /** What is to be done. */
  public enum Step {
    /** Every subtask is ready: the trial is on. */
    TRY,
    ACTIVATE,
    REFUSE
  }
}
