package dev.vedette.cloud.provider;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * In which protocol a server is spoken to, and how it wants the same thing said.
 *
 * <p>The two of chat completions differ where it costs money: OpenAI's reasoning models refuse
 * {@code max_tokens}, and many compatible servers silently ignore {@code max_completion_tokens} and
 * then write without a limit.
 */
public enum Dialect {
  /** Chat completions with {@code max_completion_tokens}, and {@code store: false}. */
  OPENAI,
  /** Chat completions with {@code max_tokens}, and no field that strict servers do not know. */
  COMPATIBLE,
  /** OpenAI's responses. */
  RESPONSES,
  /** Anthropic's Messages. */
  ANTHROPIC,
  /** Google's Gemini. */
  GEMINI;

  private static final String ANTHROPIC_HOST = "api.anthropic.com";
  private static final String GEMINI_HOST = "generativelanguage.googleapis.com";
  private static final Pattern OPENAI_PATH = Pattern.compile("/openai/?$");

  /**
   * What the server at this address speaks, told from its host: OpenAI's own, those of its regions
   * included, and Azure's for OpenAI's models, whose reference has both fields too; Anthropic's and
   * Google's. Any other is taken to speak chat completions.
   */
  public static Dialect spokenAt(URI url) {
    String host = hostOf(url);
    if (host.equals(ANTHROPIC_HOST)) {
      return ANTHROPIC;
    }
    if (host.equals(GEMINI_HOST)) {
      // Google speaks chat completions too, below a path of their own.
      return OPENAI_PATH.matcher(url.getPath()).find() ? COMPATIBLE : GEMINI;
    }
    return isOpenAi(host) || host.endsWith(".openai.azure.com") ? OPENAI : COMPATIBLE;
  }

  /** Whether the server is known to answer nobody without a key. */
  static boolean asksForKey(URI url) {
    String host = hostOf(url);
    return isOpenAi(host) || host.equals(ANTHROPIC_HOST) || host.equals(GEMINI_HOST);
  }

  private static boolean isOpenAi(String host) {
    return host.equals("openai.com") || host.endsWith(".openai.com");
  }

  private static String hostOf(URI url) {
    return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
  }
}
