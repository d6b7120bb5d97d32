package dev.vedette.cloud.provider;

import java.net.URI;
import java.util.Locale;

/**
 * How a server wants the same thing said.
 *
 * <p>They differ where it costs money: OpenAI's reasoning models refuse {@code max_tokens}, and
 * many compatible servers silently ignore {@code max_completion_tokens} and then write without a
 * limit.
 */
public enum Dialect {
  /** {@code max_completion_tokens}, and {@code store: false}. */
  OPENAI,
  /** {@code max_tokens}, and no field that strict servers do not know. */
  COMPATIBLE;

  /**
   * What the server at this address speaks, told from its host: OpenAI's own, those of its regions
   * included, and Azure's for OpenAI's models, whose reference has both fields too.
   */
  public static Dialect spokenAt(URI url) {
    String host = hostOf(url);
    return isOpenAi(url) || host.endsWith(".openai.azure.com") ? OPENAI : COMPATIBLE;
  }

  /** Whether the server is OpenAI's own. */
  static boolean isOpenAi(URI url) {
    String host = hostOf(url);
    return host.equals("openai.com") || host.endsWith(".openai.com");
  }

  private static String hostOf(URI url) {
    return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
  }
}
