package dev.vedette.djl.engine;

import org.jspecify.annotations.Nullable;

/** An engine could not be started in this process. The message ends with what to do about it. */
public final class EngineStartException extends Exception {
  private static final long serialVersionUID = 1;

  /** What stands in the way. */
  public enum Reason {
    /** No native libraries for this operating system and processor on the class path. */
    NATIVES_MISSING,
    /** The libraries cannot be unpacked: no room, or a folder that cannot be written. */
    CACHE_UNUSABLE,
    /** The libraries are there, but the engine does not come up with them. */
    ENGINE_REFUSED
  }

  private final Reason reason;
  private final String fact;
  private final String remedy;

  EngineStartException(Reason reason, String fact, String remedy, @Nullable Throwable cause) {
    super(fact + ". " + remedy + ".", cause);
    this.reason = reason;
    this.fact = fact;
    this.remedy = remedy;
  }

  public String fact() {
    return fact;
  }

  public String remedy() {
    return remedy;
  }

  public Reason reason() {
    return reason;
  }
}
