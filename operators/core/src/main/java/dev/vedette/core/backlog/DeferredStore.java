package dev.vedette.core.backlog;

import dev.vedette.core.brain.Question;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where deferred questions are kept until they are asked again. Thread-safe. */
public interface DeferredStore extends AutoCloseable {
  /**
   * The question as it was kept; empty where it is gone. Fails where the store cannot be read,
   * which says nothing of the question.
   */
  CompletionStage<Optional<Question>> fetch(Kept kept);

  /** How far the store goes at this moment: the next offset of each partition that has lines. */
  CompletionStage<Map<Integer, Long>> ends();

  @Override
  void close();
}
