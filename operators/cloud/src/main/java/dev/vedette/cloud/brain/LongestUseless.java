package dev.vedette.cloud.brain;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;

/** What a model may have written at most in place of an answer, as far as it is kept and shown. */
final class LongestUseless {
  /** As much as is kept of what a model writes. */
  static final int CHARACTERS = 500;

  /** No character takes up more room in a request than these do, in UTF-8, and the ellipsis. */
  private static final String TEXT = "\uD83D\uDE00".repeat(CHARACTERS) + '\u2026';

  private LongestUseless() {}

  static Answer of(String provider, String model) {
    return new Answer(
        Opinion.UNCLEAR, TEXT, new TokenUsage(0, 0, 0), 0, provider, model, "", 0, 0, false);
  }
}
