package dev.vedette.cli.cluster;

/** The one line of a chain of exceptions that names the reason. */
public final class Causes {
  private Causes() {}

  public static String deepest(Throwable thrown) {
    Throwable cause = thrown;
    String said = "";
    while (cause != null) {
      String message = cause.getMessage();
      if (message != null && !message.isBlank()) {
        said = message.lines().findFirst().orElse("");
      }
      cause = cause.getCause() == cause ? null : cause.getCause();
    }
    return said.isEmpty() ? thrown.getClass().getSimpleName() : said;
  }
}
