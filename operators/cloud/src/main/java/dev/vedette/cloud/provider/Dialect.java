package dev.vedette.cloud.provider;

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
  COMPATIBLE
}
