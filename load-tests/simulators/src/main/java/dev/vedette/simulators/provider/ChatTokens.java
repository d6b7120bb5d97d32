package dev.vedette.simulators.provider;

import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.Price;

/** The tokens of a call as OpenAI counts them: the cached ones are among those of the prompt. */
record ChatTokens(long prompt, long cached, long completion) {
  static ChatTokens of(ChatCall call, ProviderScript script) {
    return new ChatTokens(
        call.promptTokens(),
        (long) (call.promptTokens() * script.cachedShare()),
        Math.min(script.outputTokens(), call.maxOutputTokens()));
  }

  long microsAt(Price price) {
    return price.microsOf(new TokenUsage(prompt - cached, cached, completion));
  }
}
