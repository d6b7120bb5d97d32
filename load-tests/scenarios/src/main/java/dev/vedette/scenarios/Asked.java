package dev.vedette.scenarios;

import dev.vedette.core.brain.Question;
import java.util.concurrent.CompletionStage;

/** Whom questions are asked through. */
interface Asked extends AutoCloseable {
  /** The reason why there was no answer, or {@code answered}. */
  CompletionStage<String> ask(Question question, String name);

  /** What is held still when nobody asks any more. */
  int leftBehind();

  @Override
  void close();
}
