package dev.vedette.pipeline.wire;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Objection;
import java.util.Optional;

/** The bytes of a record are not what they should be; reading them again changes nothing. */
public final class UnreadableRecordException extends Exception {
  private static final long serialVersionUID = 1;

  private final DeadLetterReason reason;

  UnreadableRecordException(DeadLetterReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  UnreadableRecordException(Objection objection) {
    this(objection.reason(), objection.detail());
  }

  static UnreadableRecordException malformed(String detail) {
    return new UnreadableRecordException(DeadLetterReason.MALFORMED, detail);
  }

  /** Ends the reading of a record to which there is an objection. */
  static void refuse(Optional<Objection> objection) throws UnreadableRecordException {
    if (objection.isPresent()) {
      throw new UnreadableRecordException(objection.get());
    }
  }

  public Objection objection() {
    return new Objection(reason, String.valueOf(getMessage()));
  }
}
