package dev.vedette.flink;

import dev.vedette.core.backlog.DeferredStore;
import dev.vedette.core.backlog.Kept;
import dev.vedette.core.brain.Question;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that holds what the test says, and is away when it says so. */
final class KeptHere implements DeferredStore {
  final Map<Long, Question> questions = new HashMap<>();

  /** What is answered to those who ask how far it goes; not completed while nobody can tell. */
  CompletableFuture<Map<Integer, Long>> ends = CompletableFuture.completedFuture(Map.of());

  Throwable failure;

  /** What is fetched next, where the test decides when. */
  CompletableFuture<Optional<Question>> slow;

  int asked;
  int closed;

  DeferredStoreOpener opener() {
    return () -> this;
  }

  @Override
  public CompletionStage<Optional<Question>> fetch(Kept kept) {
    if (slow != null) {
      return slow;
    }
    return failure != null
        ? CompletableFuture.failedStage(failure)
        : CompletableFuture.completedStage(Optional.ofNullable(questions.get(kept.offset())));
  }

  @Override
  public CompletionStage<Map<Integer, Long>> ends() {
    asked++;
    return ends;
  }

  @Override
  public void close() {
    closed++;
  }
}
