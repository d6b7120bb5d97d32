package dev.vedette.core.verdict;

/** What revision 0 of a verdict is while the cloud is being asked. */
public enum VerdictPolicy {
  /** The edge's word at once; the cloud's answer amends it. */
  IMMEDIATE,
  /** Nothing until the cloud has answered or the deadline has passed. */
  HOLD;

  /**
   * The revision of the last word on a question that was kept. It is above all that may have been
   * said when it was kept, by whatever policy: that may be another now.
   */
  public static final int AMENDED_REVISION = 2;

  /**
   * The revision that the last word on an event carries, whoever gives it. It is never one that an
   * earlier word may have had: a replay may decide otherwise than the run before it.
   */
  public int finalRevision() {
    return this == IMMEDIATE ? 1 : 0;
  }
}
