package dev.vedette.core.backlog;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** When the gate judged the events of some questions, the oldest first. */
final class Ages {
  private final TreeMap<Instant, Integer> questions = new TreeMap<>();

  void add(Kept kept) {
    questions.merge(kept.question().judgedAt(), 1, Integer::sum);
  }

  /** Takes out one that was added. */
  void remove(Kept kept) {
    questions.computeIfPresent(
        kept.question().judgedAt(), (judgedAt, many) -> many == 1 ? null : many - 1);
  }

  Optional<Instant> oldest() {
    return questions.isEmpty() ? Optional.empty() : Optional.of(questions.firstKey());
  }
}
