package dev.vedette.simulators.provider;

/** The request is none that the protocol knows. */
final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1;

  private final String said;

  BadRequestException(String said) {
    super(said);
    this.said = said;
  }

  /** For the caller to read. */
  String said() {
    return said;
  }
}
