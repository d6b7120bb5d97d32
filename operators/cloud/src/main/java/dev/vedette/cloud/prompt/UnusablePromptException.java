package dev.vedette.cloud.prompt;

import org.jspecify.annotations.Nullable;

/** A template that cannot be used. Says which file, why, and what would do. */
public final class UnusablePromptException extends Exception {
  private static final long serialVersionUID = 1;

  UnusablePromptException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
