package dev.vedette.core.event;

import java.util.Locale;

/** Why a record could not become a judged event. */
public enum DeadLetterReason {
  /** No bytes at all. */
  EMPTY,
  /** No schema id, neither in the header nor in front of the bytes. */
  NO_SCHEMA_ID,
  /** A schema id that nobody registered. */
  UNKNOWN_SCHEMA,
  /** A known schema, but not one of an event. */
  UNKNOWN_KIND,
  /** The bytes do not follow the schema they name. */
  MALFORMED,
  /** Event, tenant, device or device class without a name. */
  MISSING_ID,
  /** A name that is too long, or a tenant's that would make two keys look alike. */
  INVALID_ID,
  /** A clock that was never set. */
  CAPTURED_TOO_EARLY,
  /** A clock that runs ahead by more than is allowed. */
  CAPTURED_IN_FUTURE,
  PAYLOAD_TOO_LARGE,
  NOT_A_PICTURE,
  UNSUPPORTED_PICTURE,
  PICTURE_TOO_SMALL,
  PICTURE_TOO_LARGE,
  /** A reference outside the roots that the job may read. */
  REFERENCE_REFUSED,
  REFERENCE_UNREADABLE,
  SAMPLES_NOT_FINITE,
  /**
   * Samples that are not one window of the gate's, nor a reading of one: another length, or none of
   * its channels.
   */
  WRONG_WINDOW,
  /** A well-formed event that no gate of this job judges. */
  NO_GATE,
  /** The gate's network gave something that is no score: it does not cope with such an event. */
  NO_SCORE;

  /** As it is spelt in topics and metrics: {@code no-schema-id}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
