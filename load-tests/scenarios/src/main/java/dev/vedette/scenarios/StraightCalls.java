package dev.vedette.scenarios;

import dev.vedette.cloud.brain.ProviderBrain;
import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.Question;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Calls alone, without a road or a ledger. */
final class StraightCalls implements Asked {
  private final ProviderBrain brain;
  private final Duration patience;

  /**
   * @param patience with one call
   */
  StraightCalls(ProviderOptions provider, Duration patience) throws KeyFileException {
    this.brain = ProviderBrain.open(provider, System::nanoTime);
    this.patience = patience;
  }

  @Override
  public CompletionStage<String> ask(Question question, String name) {
    return brain.ask(question, name, patience).handle((answer, failure) -> word(failure));
  }

  private static String word(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null
        ? "answered"
        : cause instanceof BrainException silence
            ? silence.reason().wireName()
            : cause.getClass().getSimpleName();
  }

  @Override
  public int leftBehind() {
    return 0;
  }

  @Override
  public void close() {
    brain.close();
  }
}
