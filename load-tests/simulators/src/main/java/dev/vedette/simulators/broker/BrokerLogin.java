package dev.vedette.simulators.broker;

/**
 * As whom clients of a secured broker log in, by SCRAM-SHA-512 over TLS.
 *
 * @param password without line breaks
 */
public record BrokerLogin(LoopbackCertificate certificate, String user, String password) {
  static final String MECHANISM = "SCRAM-SHA-512";

  /** As {@code kafka-storage format --add-scram} takes it, which has quotes but no escapes. */
  String scramArgument() {
    return "%s=[name=\"%s\",password=\"%s\"]".formatted(MECHANISM, user, password);
  }

  @Override
  public String toString() {
    return "login of " + user;
  }
}
