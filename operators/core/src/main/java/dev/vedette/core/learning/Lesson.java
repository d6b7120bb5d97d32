package dev.vedette.core.learning;

import dev.vedette.core.gate.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt from labelled events.
 *
 * @param head fitted to all of them
 * @param threshold that was found for it
 * @param penalty that was chosen; null where only a threshold was learnt
 * @param comparison with the head in service, where each event is judged by a head and a threshold
 *     that have not seen it
 * @param inServiceByRule what the head in service comes to with a threshold that was found for it
 *     by the same rule, on events that it does not decide
 * @param doubts what these events are too few for, in whole sentences
 */
public record Lesson(
    Head head,
    double threshold,
    @Nullable Double penalty,
    Comparison comparison,
    Hits inServiceByRule,
    List<String> doubts) {
  public Lesson {
    doubts = List.copyOf(doubts);
  }
}
