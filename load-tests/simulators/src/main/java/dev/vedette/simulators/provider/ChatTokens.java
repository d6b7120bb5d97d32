package dev.vedette.simulators.provider;

import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.Price;

/**
 * The tokens of a call as OpenAI counts them: those that were read from a cache and written to one
 * are among those of the prompt, and those of reasoning among those of the completion.
 */
public record ChatTokens(long prompt, long cached, long written, long completion, long reasoning) {
  static final ChatTokens NONE = new ChatTokens(0, 0, 0, 0, 0);

  static ChatTokens of(ChatCall call, ProviderScript script) {
    long output = Math.min(script.outputTokens(), call.maxOutputTokens());
    long reasoning =
        Math.min(
            call.checksum() % (script.reasoningTokens() + 1L), call.maxOutputTokens() - output);
    return new ChatTokens(
        call.promptTokens(),
        (long) (call.promptTokens() * script.cachedShare()),
        (long) (call.promptTokens() * script.writtenShare()),
        output + reasoning,
        reasoning);
  }

  /** The same in classes that do not overlap. */
  public TokenUsage usage() {
    return new TokenUsage(
        prompt - cached - written, cached, written, completion - reasoning, reasoning);
  }

  long microsAt(Price price) {
    return price.microsOf(usage());
  }
}
