package dev.vedette.cloud.protocol;

/**
 * Makes a provider's text fit for a message, a log or a topic: on one line, of bounded length, and
 * without the key should the provider have echoed it.
 */
public final class Excerpt {
  private static final String REDACTED = "[key]";

  private final int mostCharacters;
  private final String secret;

  /**
   * @param secret empty if there is none
   */
  public Excerpt(int mostCharacters, String secret) {
    this.mostCharacters = mostCharacters;
    this.secret = secret;
  }

  public String of(String text) {
    String safe = secret.isEmpty() ? text : text.replace(secret, REDACTED);
    int[] line =
        safe.codePoints()
            .map(c -> Character.isWhitespace(c) || Character.isISOControl(c) ? ' ' : c)
            // Half a surrogate pair is not UTF-8.
            .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
            .limit(mostCharacters + 1L)
            .toArray();
    return line.length <= mostCharacters
        ? new String(line, 0, line.length).strip()
        : new String(line, 0, mostCharacters).strip() + '…';
  }
}
